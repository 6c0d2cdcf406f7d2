package dev.seedbank.backend.postgres.maintenance;

import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An index of a user's.
 *
 * @param keys its columns or expressions, each with operator class and its options, collation and order, as text that is the same for the same
 * @param rest what else makes its definition: method, included columns, predicate, options
 * @param protectedBy whether a constraint, a replica identity or CLUSTER needs it, or a partitioned index has it as a part
 * @param live false while it is dropped
 * @param inWork whether a session builds or drops it just now, or may do so
 * @param supports whether it begins with the columns of a foreign key
 * @param scans since the statistics begin
 */
record Index(
        String schema,
        String table,
        String name,
        String collection,
        long number,
        String method,
        List<String> keys,
        String rest,
        boolean unique,
        boolean protectedBy,
        boolean exclusion,
        boolean partitioned,
        boolean valid,
        boolean live,
        boolean inWork,
        boolean supports,
        long bytes,
        long scans,
        Optional<Instant> lastScan) {
    /**
     * Whether a session builds, rebuilds or drops index {@code c}: it then locks it more than reading and writing does, or is shown to
     * build it. To a role that may not see which index is built it may be any.
     */
    static final String IN_WORK = """
            (c.oid in (select w.relation from pg_locks w where w.locktype = 'relation' and w.mode ~ '^(Share|Exclusive|AccessExclusive)'
                and w.database = (select d.oid from pg_database d where d.datname = current_database()))
                or exists (select from pg_stat_progress_create_index p where p.index_relid = c.oid or (p.relid is null and p.datname = current_database())))""";

    /** What versions of the server do not have is null in their JSON. */
    private static String sql(Schemas schemas) {
        return """
            select n.nspname, t.relname, c.relname, c.oid, am.amname,
                array(select pg_get_indexdef(c.oid, k, false) || ' ' || i.indclass[k - 1] || ' ' || i.indcollation[k - 1] || ' ' || i.indoption[k - 1]
                        || coalesce(' ' || (select a.attoptions::text from pg_attribute a where a.attrelid = c.oid and a.attnum = k), '')
                    from generate_series(1, i.indnkeyatts) k order by k),
                concat_ws('|', am.amname, array(select pg_get_indexdef(c.oid, k, false) from generate_series(i.indnkeyatts + 1, i.indnatts) k order by k)::text,
                    coalesce(pg_get_expr(i.indpred, i.indrelid), ''), coalesce(c.reloptions::text, ''), to_jsonb(i) ->> 'indnullsnotdistinct', i.indimmediate::text),
                i.indisunique,
                i.indisprimary or i.indisreplident or i.indisclustered or c.relispartition
                    or exists (select from pg_constraint k where k.conindid = c.oid),
                i.indisexclusion, c.relkind = 'I', i.indisvalid and i.indisready, i.indislive,
                %s,
                exists (select from pg_constraint k where k.contype = 'f' and k.conrelid = i.indrelid and %s),
                coalesce(pg_relation_size(c.oid), 0), coalesce(s.idx_scan, 0),
                extract(epoch from (to_jsonb(s) ->> 'last_idx_scan')::timestamptz) * 1000
            from pg_index i
            join pg_class c on c.oid = i.indexrelid
            join pg_class t on t.oid = i.indrelid
            join pg_namespace n on n.oid = t.relnamespace
            join pg_am am on am.oid = c.relam
            left join pg_stat_user_indexes s on s.indexrelid = c.oid
            where t.relkind in ('r', 'm', 'p') and t.relpersistence <> 't' and t.oid not in %s and c.oid not in %s and %s and t.relname !~ '^%s'
              and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid in (c.oid, t.oid) and d.deptype = 'e')
            order by n.nspname collate "C", t.relname collate "C", c.relname collate "C"
            """.formatted(
                        IN_WORK,
                        ForeignKeyCheck.BEGINS,
                        LockedCheck.LOCKED,
                        LockedCheck.LOCKED,
                        schemas.condition("n.nspname"),
                        Schemas.OWN_PREFIX);
    }

    Index {
        keys = List.copyOf(keys);
    }

    static List<Index> all(Session session, Schemas schemas) {
        return session.query(sql(schemas), row -> of(row, schemas.main()));
    }

    private static Index of(ResultSet row, String main) throws SQLException {
        var schema = row.getString(1);
        double lastScan = row.getDouble(18);
        var last = row.wasNull() ? Optional.<Instant>empty() : Optional.of(Instant.ofEpochMilli((long) lastScan));
        return new Index(
                schema,
                row.getString(2),
                row.getString(3),
                schema.equals(main) ? row.getString(2) : schema + "." + row.getString(2),
                row.getLong(4),
                row.getString(5),
                List.of((String[]) row.getArray(6).getArray()),
                row.getString(7),
                row.getBoolean(8),
                row.getBoolean(9),
                row.getBoolean(10),
                row.getBoolean(11),
                row.getBoolean(12),
                row.getBoolean(13),
                row.getBoolean(14),
                row.getBoolean(15),
                row.getLong(16),
                row.getLong(17),
                last);
    }

    /** With its schema. */
    String label() {
        return schema + "." + name;
    }

    /** For statements. */
    String quoted() {
        return Identifiers.qualified(schema, name);
    }

    boolean isOfTable(Index other) {
        return schema.equals(other.schema) && table.equals(other.table);
    }

    /** Whether nothing but queries would miss it, and none has used it. What a foreign key needs it for is no query of a user's. */
    boolean mayBeUnused() {
        return scans == 0 && valid && !unique && !protectedBy && !exclusion && !partitioned && !supports;
    }
}
