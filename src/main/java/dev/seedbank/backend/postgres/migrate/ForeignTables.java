package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.migration.ForeignEntry;
import dev.seedbank.backend.migration.ForeignHistory;
import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.UsageFailure;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds and reads the tables in which other tools keep their history. */
public record ForeignTables(Session session, Schemas schemas) {
    /** Drizzle's own, whatever schemas the settings name. */
    private static final String DRIZZLE = "drizzle";

    private static final String FIND = """
            select n.nspname, c.relname, array_agg(a.attname::text)
            from pg_catalog.pg_class c
                join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relkind in ('r', 'p') and (c.relname = any(?) or n.nspname || '.' || c.relname = any(?))
            group by 1, 2 order by 1, 2""";

    private record Found(String schema, String name, Set<String> columns) {
        static Found of(ResultSet row) throws SQLException {
            Array columns = row.getArray(3);
            return new Found(row.getString(1), row.getString(2), Set.of((String[]) columns.getArray()));
        }

        String shown() {
            return schema + "." + name;
        }

        Optional<ForeignTable> kind() {
            return ForeignTable.KNOWN.stream().filter(it -> it.fits(columns)).findFirst();
        }
    }

    /**
     * @param name of a table, perhaps with its schema and a dot before it; empty: those that have a tool's own names
     * @throws UsageFailure if the named one is none of a tool that is known
     */
    public List<ForeignHistory> read(String name) {
        var names = name.isEmpty()
                ? ForeignTable.KNOWN.stream().flatMap(it -> it.names().stream()).toList()
                : List.of(name);
        var histories = new ArrayList<ForeignHistory>();
        for (var table : session.query(FIND, Found::of, names, names)) {
            if (schemas.has(table.schema()) || table.schema().equals(DRIZZLE)) {
                if (!name.isEmpty() && table.kind().isEmpty()) {
                    throw new UsageFailure(
                            "%s is no history of a tool that Seedbank knows: it has the columns %s"
                                    .formatted(table.shown(), String.join(", ", new TreeSet<>(table.columns()))),
                            "Name the table in which the tool keeps its versions.");
                }
                table.kind().ifPresent(kind -> histories.add(read(table, kind)));
            }
        }
        return histories;
    }

    /** The full names of those that have a tool's own names and columns. */
    public Set<String> names() {
        var names =
                ForeignTable.KNOWN.stream().flatMap(it -> it.names().stream()).toList();
        return session.query(FIND, Found::of, names, names).stream()
                .filter(it -> it.kind().isPresent())
                .map(Found::shown)
                .collect(Collectors.toSet());
    }

    private ForeignHistory read(Found table, ForeignTable kind) {
        var sql = kind.rows().replace("TABLE", Identifiers.qualified(table.schema(), table.name()));
        return new ForeignHistory(kind.tool(), table.shown(), session.query(sql, ForeignTables::entry));
    }

    private static ForeignEntry entry(ResultSet row) throws SQLException {
        return new ForeignEntry(
                Kind.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                ForeignEntry.State.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
                Optional.ofNullable(row.getObject(7, OffsetDateTime.class)).map(OffsetDateTime::toInstant),
                Duration.ofMillis(row.getLong(8)),
                row.getString(9));
    }
}
