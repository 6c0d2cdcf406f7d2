package dev.seedbank.backend.postgres.catalog;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;

/** Fills again the materialized views that show data of given tables, directly or through other views. */
public record MaterializedViews(Session session) {
    /** What a view stands on, all the way down; one that stands on another has more below it, which gives the order. */
    private static final String STALE = """
            with recursive below (view, relation) as (
                select r.ev_class, d.refobjid from pg_rewrite r
                join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
                                and d.refclassid = 'pg_class'::regclass and d.refobjid <> r.ev_class
                union
                select b.view, d.refobjid from below b
                join pg_rewrite r on r.ev_class = b.relation
                join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
                                and d.refclassid = 'pg_class'::regclass and d.refobjid <> r.ev_class)
            select n.nspname, c.relname from below b
            join pg_class c on c.oid = b.view join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'm' and c.relispopulated
            group by c.oid, n.nspname, c.relname having bool_or(b.relation = any (?::oid[]))
            order by count(*), c.oid
            """;

    public void refresh(AffectedTables relations) {
        session.query(STALE, row -> Identifiers.qualified(row.getString(1), row.getString(2)), relations.oids())
                .forEach(view -> session.run("refresh materialized view " + view));
    }
}
