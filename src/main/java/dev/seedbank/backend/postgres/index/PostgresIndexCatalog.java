package dev.seedbank.backend.postgres.index;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.IndexCatalog;
import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.IndexFinding.State;
import dev.seedbank.backend.postgres.catalog.PostgresCatalog;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.config.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The indexes of a database's tables and materialized views. */
public final class PostgresIndexCatalog implements IndexCatalog {
    private static final String COLUMNS = """
            select attrelid, attname from pg_catalog.pg_attribute
            where attrelid = any (?::oid[]) and attnum > 0 and not attisdropped
            """;

    private final Session session;
    private final PostgresCatalog catalog;

    public PostgresIndexCatalog(Session session, PostgresCatalog catalog) {
        this.session = session;
        this.catalog = catalog;
    }

    @Override
    public List<IndexFinding> compare(List<IndexDeclaration> declarations) {
        if (declarations.isEmpty()) {
            return List.of();
        }
        var tables = new LinkedHashMap<String, Table>();
        catalog.indexable().forEach(it -> tables.put(it.label(), it));
        var declared = declarations.stream()
                .flatMap(it -> java.util.stream.Stream.ofNullable(table(it, tables)))
                .map(Table::oid)
                .toList();
        var existing = byTable(ExistingIndexes.of(session, declared));
        var columns = columns(declared);
        var findings = new ArrayList<IndexFinding>();
        try (var rendering = new Rendering(session)) {
            for (var declaration : declarations) {
                var table = table(declaration, tables);
                if (table == null) {
                    findings.add(noTable(declaration, tables.keySet()));
                } else {
                    var indexes = existing.getOrDefault(table.oid(), List.of());
                    var wanted = DeclaredIndexes.of(declaration, columns.getOrDefault(table.oid(), Set.of()));
                    findings.addAll(new Matching(table, indexes).compare(declaration, wanted, rendering));
                }
            }
        }
        return findings;
    }

    /** By the name as people write it, with or without the main schema. */
    private @org.jspecify.annotations.Nullable Table table(IndexDeclaration declaration, Map<String, Table> tables) {
        var name = declaration.collection();
        var table = tables.get(name);
        return table == null
                ? tables.values().stream()
                        .filter(it -> (it.collection().namespace() + "."
                                        + it.collection().name())
                                .equals(name))
                        .findFirst()
                        .orElse(null)
                : table;
    }

    private IndexFinding noTable(IndexDeclaration declaration, Set<String> tables) {
        var collection = new Collection("", declaration.collection(), true, Collection.Kind.DATA);
        return IndexFinding.of(
                State.NO_COLLECTION,
                collection,
                "",
                "",
                Nearest.nearestCollection(declaration.collection(), tables)
                        .map(it -> List.of("there is no such table; did you mean '%s'?".formatted(it)))
                        .orElse(List.of()));
    }

    private static Map<Long, List<Index>> byTable(List<Index> indexes) {
        var byTable = new HashMap<Long, List<Index>>();
        indexes.forEach(it ->
                byTable.computeIfAbsent(it.table(), table -> new ArrayList<>()).add(it));
        return byTable;
    }

    private Map<Long, Set<String>> columns(List<Long> tables) {
        var columns = new HashMap<Long, Set<String>>();
        if (!tables.isEmpty()) {
            session.query(
                    COLUMNS,
                    row -> columns.computeIfAbsent(row.getLong(1), table -> new HashSet<>())
                            .add(row.getString(2)),
                    tables);
        }
        return columns;
    }

    @Override
    public List<Written> written() {
        var tables = catalog.indexable();
        var oids = tables.stream().map(Table::oid).toList();
        var existing = byTable(ExistingIndexes.of(session, oids));
        var columns = columns(oids);
        var written = new ArrayList<Written>();
        for (var table : tables) {
            var indexes = new ArrayList<Index>();
            for (var index : existing.getOrDefault(table.oid(), List.of())) {
                boolean again = indexes.stream().anyMatch(index::isSameAs); // a file names it once
                if (index.state().valid() && !index.state().constraint() && !again) {
                    indexes.add(index);
                }
            }
            if (!indexes.isEmpty()) {
                var yaml = IndexYaml.of(indexes, columns.getOrDefault(table.oid(), Set.of()));
                written.add(new Written(table.collection(), table.label(), yaml, indexes.size()));
            }
        }
        return written;
    }
}
