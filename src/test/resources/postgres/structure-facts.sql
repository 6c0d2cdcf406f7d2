-- One line for each fact about the structure of the database that two equal databases share; nothing of oids or positions of dropped columns.
with relations as (
    select c.*, format('%I.%I', n.nspname, c.relname) as full_name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
)
select 'relation ' || concat_ws(' | ', r.full_name, r.relkind, r.relpersistence, r.relhasindex, r.relchecks, r.relrowsecurity, r.relforcerowsecurity, r.relispopulated,
    r.relreplident, r.relispartition, (select string_agg(o, ',') from unnest(r.reloptions) o), pg_get_partkeydef(r.oid), pg_get_expr(r.relpartbound, r.oid),
    (select string_agg(h.inhparent::regclass::text, ',' order by h.inhseqno) from pg_inherits h where h.inhrelid = r.oid),
    (select t.reloptions::text from pg_class t where t.oid = r.reltoastrelid)) as fact from relations r
union all
select 'column ' || concat_ws(' | ', r.full_name, row_number() over (partition by r.oid order by a.attnum), a.attname, format_type(a.atttypid, a.atttypmod), a.attcollation::regcollation,
    a.attnotnull, a.attidentity, a.attgenerated, a.attstorage, a.attcompression, coalesce(a.attstattarget, -1), a.attoptions::text, pg_get_expr(d.adbin, d.adrelid),
    pg_get_serial_sequence(r.full_name, a.attname))
from relations r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped left join pg_attrdef d on d.adrelid = r.oid and d.adnum = a.attnum
where r.relkind <> 'i' and r.relkind <> 'I'
union all
select 'constraint ' || concat_ws(' | ', k.conrelid::regclass, k.contypid::regtype, k.conname, k.contype, k.condeferrable, k.condeferred,
    -- a child that was made under a constraint not yet validated has a validated one; made again it has not
    case when k.coninhcount = 0 then k.convalidated end, k.contype in ('c', 'n') and k.connoinherit, k.conparentid <> 0, k.conindid::regclass,
    case when k.coninhcount = 0 then pg_get_constraintdef(k.oid) else replace(pg_get_constraintdef(k.oid), ' NOT VALID', '') end,
    obj_description(k.oid, 'pg_constraint'))
from pg_constraint k where k.oid >= 16384 and k.contype <> 't'
    -- the server splits the foreign keys to and from partitions into parts with names of its own
    and not (k.contype = 'f' and k.conparentid <> 0)
union all
select 'index ' || concat_ws(' | ', i.indexrelid::regclass, i.indrelid::regclass, i.indisunique, i.indisprimary, i.indisexclusion, i.indimmediate, i.indisclustered, i.indisvalid,
    i.indisready, i.indisreplident, pg_get_indexdef(i.indexrelid), (select h.inhparent::regclass::text from pg_inherits h where h.inhrelid = i.indexrelid),
    (select string_agg(a.attstattarget::text, ',') from pg_attribute a where a.attrelid = i.indexrelid))
from pg_index i join relations r on r.oid = i.indrelid
union all
select 'view ' || concat_ws(' | ', r.full_name, pg_get_viewdef(r.oid)) from relations r where r.relkind in ('v', 'm')
union all
select 'rule ' || concat_ws(' | ', pg_get_ruledef(w.oid), w.ev_enabled) from pg_rewrite w join relations r on r.oid = w.ev_class
union all
select 'trigger ' || concat_ws(' | ', g.tgrelid::regclass, pg_get_triggerdef(g.oid), g.tgenabled, g.tgparentid <> 0) from pg_trigger g join relations r on r.oid = g.tgrelid
where not g.tgisinternal or g.tgparentid <> 0 and g.tgconstraint = 0
union all
select 'policy ' || concat_ws(' | ', schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check) from pg_policies
union all
select 'sequence ' || concat_ws(' | ', schemaname, sequencename, data_type, start_value, min_value, max_value, increment_by, cycle, cache_size) from pg_sequences
union all
select 'routine ' || concat_ws(' | ', n.nspname, p.proname, p.prokind, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), p.prosrc, p.provolatile, p.proisstrict,
    p.prosecdef, p.proparallel, p.procost, p.prorows, p.proconfig::text, case when p.prokind <> 'a' then pg_get_functiondef(p.oid) end,
    (select concat_ws(',', a.aggtransfn, a.aggfinalfn, a.aggkind, a.aggfinalmodify, a.aggtranstype::regtype, a.agginitval) from pg_aggregate a where a.aggfnoid = p.oid))
from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.oid >= 16384
union all
select 'type ' || concat_ws(' | ', t.oid::regtype, t.typtype, t.typbasetype::regtype, t.typnotnull, t.typdefault, t.typcollation::regcollation,
    (select string_agg(quote_literal(e.enumlabel), ',' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid),
    (select concat_ws(',', g.rngsubtype::regtype, g.rngmultitypid::regtype, g.rngcollation::regcollation, g.rngsubdiff, o.opcname) from pg_range g join pg_opclass o on o.oid = g.rngsubopc where g.rngtypid = t.oid))
from pg_type t where t.oid >= 16384
union all
select 'comment ' || concat_ws(' | ', i.type, i.identity, d.description) from pg_description d, lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i where d.objoid >= 16384
union all
select 'statistics ' || concat_ws(' | ', pg_get_statisticsobjdef(s.oid), s.stxkind::text, s.stxstattarget) from pg_statistic_ext s
union all
select 'operator ' || concat_ws(' | ', o.oid::regoperator, o.oprcode, o.oprcom::regoperator, o.oprrest) from pg_operator o where o.oid >= 16384
union all
select 'cast ' || concat_ws(' | ', c.castsource::regtype, c.casttarget::regtype, c.castfunc::regprocedure, c.castcontext) from pg_cast c where c.oid >= 16384
union all
select 'mapping ' || concat_ws(' | ', m.mapcfg::regconfig, m.maptokentype, m.mapseqno, m.mapdict::regdictionary) from pg_ts_config_map m where m.mapcfg >= 16384
union all
select 'dictionary ' || concat_ws(' | ', d.dictname, d.dictinitoption) from pg_ts_dict d where d.oid >= 16384
union all
select 'extension ' || concat_ws(' | ', x.extname, x.extnamespace::regnamespace) from pg_extension x
union all
select 'collation ' || concat_ws(' | ', c.oid::regcollation, c.collprovider, c.collisdeterministic) from pg_collation c where c.oid >= 16384
