package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.EnumDefinition;
import dev.seedbank.backend.postgres.structure.definition.TableDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.postgres.structure.script.SqlTokens;
import dev.seedbank.backend.schema.SchemaPlan.PossibleRename;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Renames that somebody declared. Where the new name is there already it has been done, whatever has the old one by now.
 *
 * @param current what is there
 */
public record KnownRenames(StructureSet current, StructureSet desired) {
    /** Those of tables and types, which come before those of what is in them. */
    public List<PlannedStep> outer(List<PossibleRename> renames) {
        var steps = new ArrayList<PlannedStep>();
        for (var rename : renames) {
            var kind = rename.kind().equals("table") ? StructureKind.TABLE : StructureKind.TYPE;
            var from = new StructureId(kind, rename.from());
            var to = new StructureId(kind, beside(rename.from(), rename.to()));
            boolean applies = current.has(from) && desired.has(to) && !current.has(to);
            if (applies && isOuter(rename)) {
                steps.add(PlannedStep.of(from, "ALTER %s %s RENAME TO %s".formatted(kind, from.name(), rename.to())));
            }
        }
        return steps;
    }

    static boolean isOuter(PossibleRename rename) {
        return rename.kind().equals("table") || rename.kind().equals("type");
    }

    /** Those of columns and values. Their tables and types may be named by their old names or their new ones. */
    public List<PlannedStep> inner(List<PossibleRename> renames) {
        var moved = new HashMap<String, String>();
        renames.stream().filter(KnownRenames::isOuter).forEach(it -> moved.put(it.from(), beside(it.from(), it.to())));
        var steps = new ArrayList<PlannedStep>();
        for (var rename : renames) {
            switch (rename.kind()) {
                case "column" -> column(rename, moved).ifPresent(steps::add);
                case "value" -> value(rename, moved).ifPresent(steps::add);
                default -> {
                    // done before
                }
            }
        }
        return steps;
    }

    /** Those that lead to a step. */
    List<PossibleRename> applied(List<PossibleRename> renames) {
        var outer = renames.stream().filter(KnownRenames::isOuter).toList();
        return renames.stream()
                .filter(it -> {
                    var all = new ArrayList<>(outer);
                    all.add(it);
                    return !(isOuter(it) ? outer(List.of(it)) : inner(all)).isEmpty();
                })
                .toList();
    }

    private Optional<PlannedStep> column(PossibleRename rename, Map<String, String> moved) {
        var column = SqlTokens.of(rename.from()).getLast();
        var table = owner(rename.from(), column, moved);
        var id = new StructureId(StructureKind.TABLE, table);
        boolean applies = hasColumn(current, id, column)
                && hasColumn(desired, id, rename.to())
                && !hasColumn(current, id, rename.to());
        return applies
                ? Optional.of(PlannedStep.of(
                        id, "ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(table, column, rename.to())))
                : Optional.empty();
    }

    private Optional<PlannedStep> value(PossibleRename rename, Map<String, String> moved) {
        var value = SqlTokens.of(rename.from()).getLast();
        var type = owner(rename.from(), value, moved);
        var id = new StructureId(StructureKind.TYPE, type);
        boolean applies = hasValue(current, id, value)
                && hasValue(desired, id, rename.to())
                && !hasValue(current, id, rename.to());
        return applies
                ? Optional.of(
                        PlannedStep.of(id, "ALTER TYPE %s RENAME VALUE %s TO %s".formatted(type, value, rename.to())))
                : Optional.empty();
    }

    private static String owner(String full, String last, Map<String, String> moved) {
        var owner = full.substring(0, full.length() - last.length() - 1);
        return moved.getOrDefault(owner, owner);
    }

    private static boolean hasColumn(StructureSet set, StructureId table, String column) {
        var object = set.get(table);
        return object != null
                && object.definition() instanceof TableDefinition it
                && it.column(column).isPresent();
    }

    private static boolean hasValue(StructureSet set, StructureId type, String value) {
        var object = set.get(type);
        return object != null
                && object.definition() instanceof EnumDefinition it
                && it.labels().contains(value);
    }

    /** The new name in the old one's schema. */
    static String beside(String full, String name) {
        var tokens = SqlTokens.of(full);
        return full.substring(0, full.length() - tokens.getLast().length()) + name;
    }
}
