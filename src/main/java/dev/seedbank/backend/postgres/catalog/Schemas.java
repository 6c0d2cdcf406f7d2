package dev.seedbank.backend.postgres.catalog;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.config.Nearest;
import dev.seedbank.failure.UsageFailure;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which schemas belong to a store: those that its settings name; without any, all but the server's and Seedbank's own. What
 * an extension brought into a schema is the extension's, whatever the schema.
 *
 * @param configured in the order of the settings; empty for all
 */
public record Schemas(List<String> configured) {
    /** Where Seedbank keeps what it knows about a database; never part of its data. */
    public static final String OWN = "seedbank";

    /** What names of schemas and tables of Seedbank's begin with. */
    public static final String OWN_PREFIX = "_seedbank";

    /** Whose tables have no prefix in their names, unless the settings name other schemas. */
    private static final String DEFAULT_MAIN = "public";

    public Schemas {
        configured = List.copyOf(configured);
    }

    /** Whether the settings name none. */
    public boolean isAll() {
        return configured.isEmpty();
    }

    /** Whose names need no prefix. It does not depend on what there is, so that names stay what they are. */
    public String main() {
        return isAll() ? DEFAULT_MAIN : configured.getFirst();
    }

    public boolean has(String schema) {
        return isAll() ? !isReserved(schema) : configured.contains(schema);
    }

    /** A condition in SQL on a schema's name: whether it is one of the store's. */
    public String condition(String name) {
        if (isAll()) {
            return notReserved(name);
        }
        return configured.stream().map(Identifiers::literal).collect(Collectors.joining(", ", name + " in (", ")"))
                + " and " + notOwn(name);
    }

    /** A condition in SQL on a schema's name: whether it is neither the server's nor Seedbank's own. */
    static String notReserved(String name) {
        return "%1$s !~ '^pg_' and %1$s <> 'information_schema' and %2$s".formatted(name, notOwn(name));
    }

    private static String notOwn(String name) {
        return "%1$s <> '%2$s' and %1$s !~ '^%3$s'".formatted(name, OWN, OWN_PREFIX);
    }

    public static boolean isOwn(String schema) {
        return schema.equals(OWN) || schema.startsWith(OWN_PREFIX);
    }

    /** Whether a schema is Seedbank's or the server's, and so no part of any store. */
    public static boolean isReserved(String schema) {
        return schema.startsWith("pg_") || schema.equals("information_schema") || isOwn(schema);
    }

    /** Refuses a schema of the settings that is not there. */
    public void require(Session session, String store) {
        if (isAll()) {
            return;
        }
        var there = session.query(
                "select nspname from pg_namespace order by nspname collate \"C\"", row -> row.getString(1));
        var missing =
                configured.stream().filter(schema -> !there.contains(schema)).findFirst();
        if (missing.isPresent()) {
            var others = there.stream().filter(schema -> !isReserved(schema)).toList();
            throw new UsageFailure(
                    "Store '%s': the database has no schema '%s'".formatted(store, missing.get()),
                    Nearest.advice(missing.get(), others, "Correct 'schemas:' in the settings."));
        }
    }

    /** What these schemas leave out, one entry a schema, such as {@code app (38 tables)}; empty if that is nothing. */
    public List<String> leftOut(Session session) {
        if (isAll()) {
            return List.of();
        }
        var sql = """
                select n.nspname, count(*) filter (where c.relkind in ('r', 'p') and not c.relispartition)
                from pg_namespace n join pg_class c on c.relnamespace = n.oid
                where not (%s) and %s
                  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
                group by n.nspname order by n.nspname collate "C"
                """.formatted(condition("n.nspname"), notReserved("n.nspname"));
        return session.query(
                sql,
                row -> "%s (%d %s)"
                        .formatted(row.getString(1), row.getLong(2), row.getLong(2) == 1 ? "table" : "tables"));
    }
}
