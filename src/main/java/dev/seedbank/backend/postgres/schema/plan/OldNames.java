package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.script.SqlTokens;
import dev.seedbank.backend.schema.SchemaPlan.PossibleRename;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What things are called before a plan renames them. */
public final class OldNames {
    static final OldNames NONE = new OldNames(List.of());

    private final Map<String, String> tables = new HashMap<>();
    private final Map<String, String> columns = new HashMap<>();

    public OldNames(List<PossibleRename> renames) {
        for (var rename : renames) {
            var to = KnownRenames.beside(rename.from(), rename.to());
            switch (rename.kind()) {
                case "table" -> tables.put(to, rename.from());
                case "column" -> columns.put(to, SqlTokens.of(rename.from()).getLast());
                default -> {
                    // has no rows
                }
            }
        }
    }

    public String table(String table) {
        return tables.getOrDefault(table, table);
    }

    /** Of a table by its new name or its old one. */
    public String column(String table, String column) {
        var found = columns.get(table + "." + column);
        return found == null ? columns.getOrDefault(table(table) + "." + column, column) : found;
    }
}
