package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.definition.Definition;
import dev.seedbank.backend.postgres.structure.definition.SequenceDefinition;
import dev.seedbank.backend.postgres.structure.definition.SequenceOptions;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Functions, procedures, aggregates, operators, casts, text search, and sequences that no identity column made. */
final class StructureRoutines {
    static final StructureQuery FUNCTIONS = new StructureQuery("""
            select 'FUNCTION', 'pg_proc', p.oid, n.nspname, format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)),
                null, null, null::text[], array[rtrim(pg_get_functiondef(p.oid), E'\\n')]
            from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and p.prokind <> 'a'
                -- not those of extensions, which can be thousands, nor the constructors of a range
                and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i'))
            """);

    /** FINALFUNC_MODIFY without a word means something else for ordered-set aggregates, hence always said. */
    static final StructureQuery AGGREGATES = new StructureQuery("""
            select 'FUNCTION', 'pg_proc', p.oid, n.nspname, format('%I.%I(%s)', n.nspname, p.proname, coalesce(nullif(pg_get_function_identity_arguments(p.oid), ''), '*')),
                null, null, null::text[],
                array[format('CREATE AGGREGATE %I.%I(%s) (', n.nspname, p.proname, coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*'))
                || concat_ws(', ', 'SFUNC = ' || a.aggtransfn::regproc, 'STYPE = ' || format_type(a.aggtranstype, null),
                    case when a.aggtransspace <> 0 then 'SSPACE = ' || a.aggtransspace end,
                    case when a.aggfinalfn <> 0 then 'FINALFUNC = ' || a.aggfinalfn::regproc end,
                    case when a.aggfinalextra then 'FINALFUNC_EXTRA' end,
                    'FINALFUNC_MODIFY = ' || case a.aggfinalmodify when 'r' then 'READ_ONLY' when 's' then 'SHAREABLE' else 'READ_WRITE' end,
                    case when a.aggcombinefn <> 0 then 'COMBINEFUNC = ' || a.aggcombinefn::regproc end,
                    case when a.aggserialfn <> 0 then 'SERIALFUNC = ' || a.aggserialfn::regproc end,
                    case when a.aggdeserialfn <> 0 then 'DESERIALFUNC = ' || a.aggdeserialfn::regproc end,
                    'INITCOND = ' || quote_literal(a.agginitval),
                    case when a.aggmtransfn <> 0 then 'MSFUNC = ' || a.aggmtransfn::regproc end,
                    case when a.aggminvtransfn <> 0 then 'MINVFUNC = ' || a.aggminvtransfn::regproc end,
                    case when a.aggmtranstype <> 0 then 'MSTYPE = ' || format_type(a.aggmtranstype, null) end,
                    case when a.aggmtransspace <> 0 then 'MSSPACE = ' || a.aggmtransspace end,
                    case when a.aggmfinalfn <> 0 then 'MFINALFUNC = ' || a.aggmfinalfn::regproc end,
                    case when a.aggmfinalextra then 'MFINALFUNC_EXTRA' end,
                    case when a.aggmtransfn <> 0 then 'MFINALFUNC_MODIFY = ' || case a.aggmfinalmodify when 'r' then 'READ_ONLY' when 's' then 'SHAREABLE' else 'READ_WRITE' end end,
                    'MINITCOND = ' || quote_literal(a.aggminitval),
                    (select format('SORTOP = OPERATOR(%I.%s)', s.nspname, o.oprname) from pg_operator o join pg_namespace s on s.oid = o.oprnamespace where o.oid = a.aggsortop),
                    case p.proparallel when 's' then 'PARALLEL = SAFE' when 'r' then 'PARALLEL = RESTRICTED' end,
                    case when a.aggkind = 'h' then 'HYPOTHETICAL' end) || ')']
            from pg_aggregate a join pg_proc p on p.oid = a.aggfnoid join pg_namespace n on n.oid = p.pronamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            """);

    static final StructureQuery OPERATORS = new StructureQuery("""
            select 'OPERATOR', 'pg_operator', o.oid, n.nspname, format('%I.%s (%s, %s)', n.nspname, o.oprname, format_type(o.oprleft, null), format_type(o.oprright, null)),
                null, null, null::text[],
                array[format('CREATE OPERATOR %I.%s (', n.nspname, o.oprname) || concat_ws(', ', 'FUNCTION = ' || o.oprcode::regproc,
                    case when o.oprleft <> 0 then 'LEFTARG = ' || format_type(o.oprleft, null) end,
                    case when o.oprright <> 0 then 'RIGHTARG = ' || format_type(o.oprright, null) end,
                    (select format('COMMUTATOR = OPERATOR(%I.%s)', m.nspname, c.oprname) from pg_operator c join pg_namespace m on m.oid = c.oprnamespace where c.oid = o.oprcom),
                    (select format('NEGATOR = OPERATOR(%I.%s)', m.nspname, c.oprname) from pg_operator c join pg_namespace m on m.oid = c.oprnamespace where c.oid = o.oprnegate),
                    case when o.oprrest <> 0 then 'RESTRICT = ' || o.oprrest::regproc end,
                    case when o.oprjoin <> 0 then 'JOIN = ' || o.oprjoin::regproc end,
                    case when o.oprcanhash then 'HASHES' end, case when o.oprcanmerge then 'MERGES' end) || ')']
            from pg_operator o join pg_namespace n on n.oid = o.oprnamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and o.oprcode <> 0
            union all
            select 'CAST', 'pg_cast', c.oid, case when s.nspname = 'pg_catalog' then t.nspname else s.nspname end,
                format('(%s AS %s)', format_type(c.castsource, null), format_type(c.casttarget, null)), null, null, null,
                array[format('CREATE CAST (%s AS %s) %s%s', format_type(c.castsource, null), format_type(c.casttarget, null),
                    case c.castmethod when 'f' then 'WITH FUNCTION ' || c.castfunc::regprocedure when 'i' then 'WITH INOUT' else 'WITHOUT FUNCTION' end,
                    case c.castcontext when 'a' then ' AS ASSIGNMENT' when 'i' then ' AS IMPLICIT' end)]
            from pg_cast c join pg_type x on x.oid = c.castsource join pg_namespace s on s.oid = x.typnamespace
                join pg_type y on y.oid = c.casttarget join pg_namespace t on t.oid = y.typnamespace
            where c.oid >= 16384
            """);

    static final StructureQuery TEXT_SEARCH = new StructureQuery("""
            select 'PARSER', 'pg_ts_parser', p.oid, n.nspname, format('%I.%I', n.nspname, p.prsname), null, null, null::text[],
                array[format('CREATE TEXT SEARCH PARSER %I.%I (START = %s, GETTOKEN = %s, END = %s%s, LEXTYPES = %s)', n.nspname, p.prsname,
                    p.prsstart::regproc, p.prstoken::regproc, p.prsend::regproc, case when p.prsheadline <> 0 then ', HEADLINE = ' || p.prsheadline::regproc end, p.prslextype::regproc)]
            from pg_ts_parser p join pg_namespace n on n.oid = p.prsnamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            union all
            select 'TEMPLATE', 'pg_ts_template', t.oid, n.nspname, format('%I.%I', n.nspname, t.tmplname), null, null, null,
                array[format('CREATE TEXT SEARCH TEMPLATE %I.%I (%sLEXIZE = %s)', n.nspname, t.tmplname,
                    case when t.tmplinit <> 0 then 'INIT = ' || t.tmplinit::regproc || ', ' end, t.tmpllexize::regproc)]
            from pg_ts_template t join pg_namespace n on n.oid = t.tmplnamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            union all
            select 'DICTIONARY', 'pg_ts_dict', d.oid, n.nspname, format('%I.%I', n.nspname, d.dictname), null, null, null::text[],
                array[format('CREATE TEXT SEARCH DICTIONARY %I.%I (%s)', n.nspname, d.dictname,
                    concat_ws(', ', format('TEMPLATE = %I.%I', m.nspname, t.tmplname), d.dictinitoption))]
            from pg_ts_dict d join pg_namespace n on n.oid = d.dictnamespace
                join pg_ts_template t on t.oid = d.dicttemplate join pg_namespace m on m.oid = t.tmplnamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            union all
            select 'CONFIGURATION', 'pg_ts_config', c.oid, n.nspname, format('%I.%I', n.nspname, c.cfgname), null, null, null,
                format('CREATE TEXT SEARCH CONFIGURATION %I.%I (PARSER = %I.%I)', n.nspname, c.cfgname, m.nspname, p.prsname)
                || coalesce((select array_agg(format('ALTER TEXT SEARCH CONFIGURATION %I.%I ADD MAPPING FOR %I WITH %s', n.nspname, c.cfgname, w.alias, w.dictionaries) order by w.tokid)
                    from (select k.tokid, k.alias, string_agg(x.mapdict::regdictionary::text, ', ' order by x.mapseqno) dictionaries
                        from pg_ts_config_map x join ts_token_type(c.cfgparser) k on k.tokid = x.maptokentype
                        where x.mapcfg = c.oid group by k.tokid, k.alias) w), '{}')
            from pg_ts_config c join pg_namespace n on n.oid = c.cfgnamespace
                join pg_ts_parser p on p.oid = c.cfgparser join pg_namespace m on m.oid = p.prsnamespace
            where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            """);

    static final StructureQuery SEQUENCES = new StructureQuery("""
            select 'SEQUENCE', 'pg_class', c.oid, n.nspname, format('%I.%I', n.nspname, c.relname), null, null, null::text[],
                null::text[], c.relpersistence = 'u', format_type(s.seqtypid, null), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle
            from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname !~ '^pg_' and c.relpersistence <> 't'
            union all
            select 'OWNED_BY', 'owned by', c.oid, n.nspname, format('%I.%I', n.nspname, c.relname), 'pg_class', d.refobjid, array[c.oid]::text[],
                array[format('ALTER SEQUENCE %I.%I OWNED BY %I.%I.%I', n.nspname, c.relname, m.nspname, t.relname, a.attname)],
                null, null, null, null, null, null, null, null
            from pg_depend d join pg_class c on c.oid = d.objid and c.relkind = 'S' join pg_namespace n on n.oid = c.relnamespace
                join pg_class t on t.oid = d.refobjid join pg_namespace m on m.oid = t.relnamespace
                join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
            where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype = 'a' and n.nspname !~ '^pg_'
            """, StructureRoutines::sequence);

    private StructureRoutines() {}

    private static @Nullable Definition sequence(StructureKind kind, String name, ResultSet rows) throws SQLException {
        if (kind != StructureKind.SEQUENCE) {
            return StructureQuery.statements(kind, name, rows);
        }
        var options = new SequenceOptions(
                rows.getString(12),
                rows.getString(13),
                rows.getString(14),
                rows.getString(15),
                rows.getString(16),
                rows.getBoolean(17));
        return new SequenceDefinition(name, rows.getBoolean(10), rows.getString(11), options);
    }
}
