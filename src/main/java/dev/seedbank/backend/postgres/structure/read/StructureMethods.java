package dev.seedbank.backend.postgres.structure.read;

/** What extends the server itself and mostly needs a superuser: languages, access methods, base types, operator classes, conversions, transforms. */
final class StructureMethods {
    static final StructureQuery LANGUAGES = new StructureQuery("""
            select 'LANGUAGE', 'pg_language', l.oid, '', quote_ident(l.lanname), null, null::oid, null::text[],
                array[format('CREATE %sLANGUAGE %I HANDLER %s%s%s', case when l.lanpltrusted then 'TRUSTED ' end, l.lanname, l.lanplcallfoid::regproc,
                    case when l.laninline <> 0 then ' INLINE ' || l.laninline::regproc end,
                    case when l.lanvalidator <> 0 then ' VALIDATOR ' || l.lanvalidator::regproc end)]
            from pg_language l where l.lanispl and l.oid >= 16384
            union all
            select 'ACCESS_METHOD', 'pg_am', m.oid, '', quote_ident(m.amname), null, null, null,
                array[format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', m.amname, case m.amtype when 'i' then 'INDEX' else 'TABLE' end, m.amhandler::regproc)]
            from pg_am m where m.oid >= 16384
            union all
            select 'TRANSFORM', 'pg_transform', f.oid, '', format('FOR %s LANGUAGE %I', format_type(f.trftype, null), l.lanname), null, null, null,
                array[format('CREATE TRANSFORM FOR %s LANGUAGE %I (%s)', format_type(f.trftype, null), l.lanname, concat_ws(', ',
                    case when f.trffromsql <> 0 then 'FROM SQL WITH FUNCTION ' || f.trffromsql::regprocedure end,
                    case when f.trftosql <> 0 then 'TO SQL WITH FUNCTION ' || f.trftosql::regprocedure end))]
            from pg_transform f join pg_language l on l.oid = f.trflang where f.oid >= 16384
            union all
            select 'CONVERSION', 'pg_conversion', c.oid, n.nspname, format('%I.%I', n.nspname, c.conname), null, null, null,
                array[format('CREATE %sCONVERSION %I.%I FOR %L TO %L FROM %s', case when c.condefault then 'DEFAULT ' end, n.nspname, c.conname,
                    pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding), c.conproc::regproc)]
            from pg_conversion c join pg_namespace n on n.oid = c.connamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            """);

    /** A base type exists first as a name alone, so that its input and output functions can be made. */
    static final StructureQuery BASE_TYPES = new StructureQuery("""
            select 'SHELL_TYPE', 'shell type', t.oid, n.nspname, format('%I.%I', n.nspname, t.typname), null, null::oid, null::text[],
                array[format('CREATE TYPE %I.%I', n.nspname, t.typname)]
            from pg_type t join pg_namespace n on n.oid = t.typnamespace
            where (t.typtype = 'b' or not t.typisdefined or exists (select from pg_range r where r.rngtypid = t.oid and r.rngcanonical <> 0)) and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                and not exists (select from pg_type e where e.typarray = t.oid)
                and not exists (select from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
            union all
            select 'BASE_TYPE', 'pg_type', t.oid, n.nspname, format('%I.%I', n.nspname, t.typname), null, null, null,
                array[format('CREATE TYPE %I.%I (', n.nspname, t.typname) || concat_ws(', ', 'INPUT = ' || t.typinput::regproc, 'OUTPUT = ' || t.typoutput::regproc,
                    case when t.typreceive <> 0 then 'RECEIVE = ' || t.typreceive::regproc end, case when t.typsend <> 0 then 'SEND = ' || t.typsend::regproc end,
                    case when t.typmodin <> 0 then 'TYPMOD_IN = ' || t.typmodin::regproc end, case when t.typmodout <> 0 then 'TYPMOD_OUT = ' || t.typmodout::regproc end,
                    case when t.typanalyze <> 0 then 'ANALYZE = ' || t.typanalyze::regproc end, case when t.typsubscript <> 0 then 'SUBSCRIPT = ' || t.typsubscript::regproc end,
                    'INTERNALLENGTH = ' || case when t.typlen = -1 then 'VARIABLE' else t.typlen::text end, case when t.typbyval then 'PASSEDBYVALUE' end,
                    'ALIGNMENT = ' || case t.typalign when 'c' then 'char' when 's' then 'int2' when 'i' then 'int4' else 'double' end,
                    'STORAGE = ' || case t.typstorage when 'p' then 'plain' when 'e' then 'external' when 'x' then 'extended' else 'main' end,
                    'CATEGORY = ' || quote_literal(t.typcategory::text), case when t.typispreferred then 'PREFERRED = true' end, 'DEFAULT = ' || quote_literal(t.typdefault),
                    case when t.typelem <> 0 then 'ELEMENT = ' || format_type(t.typelem, null) end, 'DELIMITER = ' || quote_literal(t.typdelim::text),
                    case when t.typcollation <> 0 then 'COLLATABLE = true' end) || ')']
            from pg_type t join pg_namespace n on n.oid = t.typnamespace
            where t.typtype = 'b' and t.typisdefined and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
                and not exists (select from pg_type e where e.typarray = t.oid)
            """);

    /** What was added to a family by itself is a step of its own. */
    static final StructureQuery OPERATOR_CLASSES = new StructureQuery("""
            select 'OPERATOR_FAMILY', 'pg_opfamily', f.oid, n.nspname, format('%I.%I USING %I', n.nspname, f.opfname, m.amname), null, null::oid, null::text[],
                array[format('CREATE OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, m.amname)]
            from pg_opfamily f join pg_namespace n on n.oid = f.opfnamespace join pg_am m on m.oid = f.opfmethod
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            union all
            select 'OPERATOR_CLASS', 'pg_opclass', c.oid, n.nspname, format('%I.%I USING %I', n.nspname, c.opcname, m.amname), null, null, null,
                array[format(E'CREATE OPERATOR CLASS %I.%I\\n    %sFOR TYPE %s USING %I FAMILY %I.%I AS\\n    ', n.nspname, c.opcname, case when c.opcdefault then 'DEFAULT ' end,
                    format_type(c.opcintype, null), m.amname, k.nspname, f.opfname) || concat_ws(E',\\n    ',
                    (select string_agg(format('OPERATOR %s %s%s', o.amopstrategy, o.amopopr::regoperator,
                            (select format(' FOR ORDER BY %I.%I', y.nspname, x.opfname) from pg_opfamily x join pg_namespace y on y.oid = x.opfnamespace where x.oid = o.amopsortfamily)),
                            E',\\n    ' order by o.amopstrategy, o.amopopr::regoperator::text)
                        from pg_depend d join pg_amop o on d.classid = 'pg_amop'::regclass and o.oid = d.objid
                        where d.refclassid = 'pg_opclass'::regclass and d.refobjid = c.oid),
                    (select string_agg(format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, null), format_type(p.amprocrighttype, null), p.amproc::regprocedure),
                            E',\\n    ' order by p.amprocnum, p.amproc::regprocedure::text)
                        from pg_depend d join pg_amproc p on d.classid = 'pg_amproc'::regclass and p.oid = d.objid
                        where d.refclassid = 'pg_opclass'::regclass and d.refobjid = c.oid),
                    -- an operator class without members needs one clause all the same
                    'STORAGE ' || format_type(case when c.opckeytype <> 0 then c.opckeytype when not exists (select from pg_depend d
                        where d.refclassid = 'pg_opclass'::regclass and d.refobjid = c.oid and d.classid in ('pg_amop'::regclass, 'pg_amproc'::regclass)) then c.opcintype end, null))]
            from pg_opclass c join pg_namespace n on n.oid = c.opcnamespace join pg_am m on m.oid = c.opcmethod
                join pg_opfamily f on f.oid = c.opcfamily join pg_namespace k on k.oid = f.opfnamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            union all
            select 'FAMILY_MEMBER', 'pg_amop', o.oid, '', format('%I.%I USING %I OPERATOR %s %s', n.nspname, f.opfname, m.amname, o.amopstrategy, o.amopopr::regoperator),
                'pg_opfamily', f.oid, null,
                array[format('ALTER OPERATOR FAMILY %I.%I USING %I ADD OPERATOR %s %s%s', n.nspname, f.opfname, m.amname, o.amopstrategy, o.amopopr::regoperator,
                    (select format(' FOR ORDER BY %I.%I', y.nspname, x.opfname) from pg_opfamily x join pg_namespace y on y.oid = x.opfnamespace where x.oid = o.amopsortfamily))]
            from pg_amop o join pg_opfamily f on f.oid = o.amopfamily join pg_namespace n on n.oid = f.opfnamespace join pg_am m on m.oid = f.opfmethod
            where o.oid >= 16384 and exists (select from pg_depend d where d.classid = 'pg_amop'::regclass and d.objid = o.oid and d.refclassid = 'pg_opfamily'::regclass)
                and not exists (select from pg_depend e where e.classid = 'pg_opfamily'::regclass and e.objid = f.oid and e.deptype = 'e')
            union all
            select 'FAMILY_MEMBER', 'pg_amproc', p.oid, '', format('%I.%I USING %I FUNCTION %s (%s, %s)', n.nspname, f.opfname, m.amname, p.amprocnum,
                    format_type(p.amproclefttype, null), format_type(p.amprocrighttype, null)), 'pg_opfamily', f.oid, null,
                array[format('ALTER OPERATOR FAMILY %I.%I USING %I ADD FUNCTION %s (%s, %s) %s', n.nspname, f.opfname, m.amname, p.amprocnum,
                    format_type(p.amproclefttype, null), format_type(p.amprocrighttype, null), p.amproc::regprocedure)]
            from pg_amproc p join pg_opfamily f on f.oid = p.amprocfamily join pg_namespace n on n.oid = f.opfnamespace join pg_am m on m.oid = f.opfmethod
            where p.oid >= 16384 and exists (select from pg_depend d where d.classid = 'pg_amproc'::regclass and d.objid = p.oid and d.refclassid = 'pg_opfamily'::regclass)
                and not exists (select from pg_depend e where e.classid = 'pg_opfamily'::regclass and e.objid = f.oid and e.deptype = 'e')
            """);

    private StructureMethods() {}
}
