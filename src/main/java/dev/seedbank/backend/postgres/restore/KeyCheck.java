package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.postgres.catalog.ForeignKeyConstraint;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.OperationFailed;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks for a row that breaks a foreign key, with the key's own operators and its {@code MATCH}: what the server does when
 * a constraint is added, for one that exists already and was not looked at while its data was loaded.
 */
record KeyCheck(Session session) {
    private static final String PAIRS = """
            select f.attname, p.attname, n.nspname, o.oprname,
                   case when f.attcollation <> p.attcollation and p.attcollation <> 0
                        then (select quote_ident(cn.nspname) || '.' || quote_ident(c.collname)
                              from pg_collation c join pg_namespace cn on cn.oid = c.collnamespace where c.oid = p.attcollation) end
            from pg_constraint k
            cross join unnest(k.conkey, k.confkey, k.conpfeqop) with ordinality as u (child, parent, operator, position)
            join pg_attribute f on f.attrelid = k.conrelid and f.attnum = u.child
            join pg_attribute p on p.attrelid = k.confrelid and p.attnum = u.parent
            join pg_operator o on o.oid = u.operator join pg_namespace n on n.oid = o.oprnamespace
            where k.oid = ? order by u.position
            """;

    /** @param child column of the child, quoted; {@code equal} compares it with the parent's */
    private record Pair(String name, String child, String equal) {}

    void check(ForeignKeyConstraint key) {
        var pairs = session.query(
                PAIRS,
                row -> {
                    var child = "f." + Identifiers.quote(row.getString(1));
                    var collation = row.getString(5);
                    return new Pair(
                            row.getString(1),
                            child,
                            "p.%s operator(%s.%s) %s%s"
                                    .formatted(
                                            Identifiers.quote(row.getString(2)),
                                            Identifiers.quote(row.getString(3)),
                                            row.getString(4),
                                            child,
                                            collation == null ? "" : " collate " + collation));
                },
                key.oid());
        session.first(violation(key, pairs), row -> row.getString(1)).ifPresent(values -> {
            throw new OperationFailed(
                    "%s: foreign key %s: (%s)=%s is not in %s"
                            .formatted(
                                    key.child().label(),
                                    key.name(),
                                    pairs.stream().map(Pair::name).collect(Collectors.joining(", ")),
                                    values,
                                    key.parent().label()),
                    "The old rows are still there. Restore the two tables from the same backup, or correct the rows.");
        });
    }

    private static String violation(ForeignKeyConstraint key, List<Pair> pairs) {
        var orphan = "not exists (select from %s as p where %s)"
                .formatted(key.parent().onlySql(), join(pairs, Pair::equal, " and "));
        var complete = join(pairs, pair -> pair.child() + " is not null", " and ");
        var partly =
                "(%s) and not (%s)".formatted(join(pairs, pair -> pair.child() + " is not null", " or "), complete);
        return "select row(%s)::text from %s as f where %s and %s%s limit 1"
                .formatted(
                        join(pairs, Pair::child, ", "),
                        key.child().onlySql(),
                        complete,
                        orphan,
                        key.matchFull() ? " or " + partly : "");
    }

    private static String join(List<Pair> pairs, Function<Pair, String> part, String separator) {
        return pairs.stream().map(part).collect(Collectors.joining(separator));
    }
}
