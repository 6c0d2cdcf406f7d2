package dev.seedbank.backend.postgres.structure.read;

/** How statements about any object ({@code COMMENT ON}, {@code SECURITY LABEL ON}) name it, as SQL over the server's own words for it. */
final class StructureNames {
    /**
     * For a catalog's row {@code d} with {@code classoid}, {@code objoid} and {@code objsubid}: joins that give
     * {@code t.target}, such as {@code TABLE public.users}.
     */
    static final String TARGET = """
            left join pg_proc p on d.classoid = 'pg_proc'::regclass and p.oid = d.objoid
                left join pg_constraint k on d.classoid = 'pg_constraint'::regclass and k.oid = d.objoid
                cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
                cross join lateral (select case
                    when i.type like '% column' then 'COLUMN ' || i.identity
                    when i.type = 'table constraint' then 'CONSTRAINT ' || i.identity
                    when i.type = 'domain constraint' then format('CONSTRAINT %I ON DOMAIN %s', k.conname, k.contypid::regtype)
                    when i.type = 'statistics object' then 'STATISTICS ' || i.identity
                    when i.type = 'foreign-data wrapper' then 'FOREIGN DATA WRAPPER ' || i.identity
                    when i.type = 'transform' then 'TRANSFORM ' || replace(replace(i.identity, 'for ', 'FOR '), ' on language ', ' LANGUAGE ')
                    when i.type = 'aggregate' then format('AGGREGATE %I.%I(%s)', i.schema, p.proname, coalesce(nullif(pg_get_function_identity_arguments(p.oid), ''), '*'))
                    else upper(i.type) || ' ' || i.identity end) t(target)
            """;

    private StructureNames() {}
}
