package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.List;

/**
 * Drops schemas of {@link Staging}, which a restore that failed or was killed has left, in as many transactions as the server's
 * room for locks asks for. To be called only while holding the lease: otherwise they may belong to a running restore.
 */
record StagingLeftovers(Session session) {
    /** Objects in one transaction. */
    private static final int BATCH = 20;

    /** Others' are left alone: this role cannot drop them, and they are in nobody's way. */
    private static final String THERE = """
            select nspname from pg_namespace where starts_with(nspname, ?) and pg_has_role(nspowner, 'USAGE') order by 1
            """;

    private static final String KEYS = """
            select format('alter table if exists %s drop constraint if exists %I', c.oid::regclass, k.conname)
            from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and k.contype = 'f' and k.conparentid = 0 and pg_has_role(c.relowner, 'USAGE')
            order by k.oid desc limit ?
            """;

    private static final String RELATIONS = """
            select format('drop %s if exists %s cascade', case c.relkind when 'v' then 'view' when 'm' then 'materialized view'
                when 'S' then 'sequence' else 'table' end, c.oid::regclass)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = ? and c.relkind = '%s' order by c.oid desc limit ?
            """;

    /** Without those that make a range type's values, which go with it. */
    private static final String ROUTINES = """
            select format('drop routine if exists %s cascade', p.oid::regprocedure)
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = ? and not exists (
                select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'i')
            order by p.oid desc limit ?
            """;

    /** Without the types of tables and arrays, which go with what they are of. */
    private static final String TYPES = """
            select format('drop type if exists %s cascade', t.oid::regtype)
            from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
            where n.nspname = ? and (t.typtype in ('d', 'e', 'r') or c.relkind = 'c') order by t.oid desc limit ?
            """;

    /** Views first, and partitions before what they are partitions of: what goes along with another object is locked with it. */
    private static final List<String> STEPS = List.of(
            relations('v'), relations('m'), KEYS, relations('r'), relations('p'), relations('S'), ROUTINES, TYPES);

    private static String relations(char kind) {
        return RELATIONS.replace("'%s' order", "'" + kind + "' order");
    }

    boolean isEmpty() {
        return schemas().isEmpty();
    }

    void remove() {
        schemas().forEach(this::remove);
    }

    /** Those of one restore, whoever has the lock by now. */
    void removeOf(Staging staging) {
        staging.places().forEach(place -> remove(place.next()));
    }

    private List<String> schemas() {
        return session.query(THERE, row -> row.getString(1), Staging.PREFIX);
    }

    private void remove(String schema) {
        STEPS.forEach(step -> {
            var statements = session.query(step, row -> row.getString(1), schema, BATCH);
            while (!statements.isEmpty()) {
                run(statements);
                statements = session.query(step, row -> row.getString(1), schema, BATCH);
            }
        });
        session.run("drop schema if exists " + Identifiers.quote(schema) + " cascade");
    }

    private void run(List<String> statements) {
        session.begin("isolation level read committed");
        statements.forEach(session::run);
        session.commit();
    }
}
