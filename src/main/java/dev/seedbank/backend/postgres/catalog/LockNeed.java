package dev.seedbank.backend.postgres.catalog;

import dev.seedbank.backend.postgres.connection.Session;
import java.util.List;

/**
 * How many locks a change takes in one transaction, according to what the server's source code locks until a transaction ends;
 * rather a few too many than too few. Whatever is emptied, created or dropped counts with its indexes, its TOAST table and the
 * index of that.
 */
public record LockNeed(Session session) {
    /** For the advisory lock, savepoints, the catalog, views that the rows' checks read. */
    public static final long SPARE = 50;

    /** A constraint, its four triggers and the table on the other side. */
    public static final int FOREIGN_KEY = 6;

    /** One that is refreshed is written to a second relation with indexes of its own. */
    public static final int MATERIALIZED_VIEW = 8;

    /** The tables of the query that it is given, with their partitions, as {@code mine}. */
    public static final String BELOW = """
            with recursive mine (oid) as (
                %s
                union select i.inhrelid from pg_inherits i join mine on mine.oid = i.inhparent
                    join pg_class c on c.oid = i.inhrelid and c.relispartition)
            """;

    /** Both sides of a foreign key are read to check it. Sequences that no table owns belong to the whole store. */
    private static final String FILL = BELOW.formatted("select unnest(?::oid[])") + """
            , keys (oid, child, parent) as (
                select oid, conrelid, confrelid from pg_constraint
                where contype = 'f' and (conrelid in (select oid from mine) or confrelid in (select oid from mine))),
            others (oid) as ((select child from keys union select parent from keys) except select oid from mine)
            select (select count(*) + 2 * count(nullif(c.reltoastrelid, 0)) from pg_class c join mine on mine.oid = c.oid)
                + (select count(*) from others)
                + (select count(*) from pg_index where indrelid in (select oid from mine union select oid from others))
                + (select count(*) from pg_class c where c.relkind = 'S' and not exists (
                    select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
                    and d.deptype in ('a', 'i') and d.refobjid not in (select oid from mine)))
                + (select count(*) from pg_class where relkind = 'm') * ?
                + (select count(*) from keys) * ?
            """;

    /** Keys stay where every table that has one is emptied. */
    public long toEmpty(List<Long> oids) {
        return SPARE + toFill(oids, 0);
    }

    /** @param perKey what each foreign key of these tables takes */
    public long toFill(List<Long> oids, int perKey) {
        return session.number(FILL, oids, MATERIALIZED_VIEW, perKey);
    }

    public long ofLargeObjects() {
        return session.number("select count(*) from pg_largeobject_metadata");
    }
}
