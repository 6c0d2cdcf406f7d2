package dev.seedbank.backend.postgres.catalog;

import dev.seedbank.backend.NameMatching;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.config.Nearest;
import dev.seedbank.failure.UsageFailure;
import java.util.List;
import java.util.Optional;

/**
 * By which columns a row is known to exist: those that the user names; else the primary key, then unique indexes.
 *
 * @param named whether the user did
 */
public record UniqueKeys(boolean named, List<List<String>> keys) {
    /** Whole and immediate ones: an index on some rows or on expressions is for the server to judge. */
    private static final String UNIQUE = """
            select array_agg(a.attname::text order by k.position), i.indisprimary from pg_index i
            cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, position)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
            where i.indrelid = ?::oid and i.indisunique and i.indimmediate and i.indisvalid
              and i.indpred is null and i.indexprs is null and k.position <= i.indnkeyatts
            group by i.indexrelid, i.indisprimary order by not i.indisprimary, i.indexrelid
            """;

    public static UniqueKeys of(Session session, Table table, SeedTarget target) {
        if (!target.isNamed()) {
            return new UniqueKeys(false, ofTable(session, table));
        }
        var columns = table.columns().stream().map(TableColumn::name).toList();
        var key = target.unique().stream()
                .map(name -> NameMatching.match(name, columns)
                        .orElseThrow(() -> new UsageFailure(
                                "seed.unique of %s: there is no column '%s'".formatted(table.label(), name),
                                Nearest.advice(name, columns, "Name columns of the table."))))
                .toList();
        return new UniqueKeys(true, List.of(key));
    }

    private static List<List<String>> ofTable(Session session, Table table) {
        return session.query(UNIQUE, row -> List.of((String[]) row.getArray(1).getArray()), table.oid());
    }

    /** The first unique index that is not the primary key's; empty if there is none. */
    public static List<String> besidesPrimary(Session session, Table table) {
        var keys = session.query(
                UNIQUE,
                row -> row.getBoolean(2)
                        ? List.<String>of()
                        : List.of((String[]) row.getArray(1).getArray()),
                table.oid());
        return keys.stream().filter(key -> !key.isEmpty()).findFirst().orElse(List.of());
    }

    /** The one column of the primary key; empty if it has more or there is none. */
    public static Optional<String> primaryKey(Session session, Table table) {
        return session.first(
                        "select array_agg(a.attname::text) from pg_index i join pg_attribute a on a.attrelid = i.indrelid"
                                + " and a.attnum = any (i.indkey) where i.indrelid = ?::oid and i.indisprimary having count(*) = 1",
                        row -> (String[]) row.getArray(1).getArray(),
                        table.oid())
                .map(names -> names[0]);
    }
}
