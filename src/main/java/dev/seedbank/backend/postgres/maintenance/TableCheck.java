package dev.seedbank.backend.postgres.maintenance;

import dev.seedbank.backend.maintenance.Evidence;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.backend.maintenance.Fix.Language;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Severity;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables that autovacuum has not got to: dead rows, free space, no statistics for the planner. */
record TableCheck(Session session, Schemas schemas) implements Check {
    /** Below, dead rows cost nothing, whatever share of the table they are. */
    private static final long DEAD_ROWS = 1000;

    /** Free space that is worth a word. */
    private static final long BLOAT_BYTES = 10 << 20;

    private static final long BLOAT_PERCENT = 50;

    /**
     * What the rows can need at most: their header, and each column's mean size with the largest padding, if all of them are known. A
     * partitioned table has no rows itself, but statistics, which autovacuum does not make; it does not come to a foreign one.
     */
    private String all() {
        return """
            select n.nspname, c.relname, coalesce(s.n_live_tup, 0), coalesce(s.n_dead_tup, 0), size.bytes, c.reltuples,
                extract(epoch from greatest(s.last_vacuum, s.last_autovacuum)) * 1000,
                s.last_analyze is null and s.last_autoanalyze is null
                    and (c.reltuples < 0 or has_table_privilege(c.oid, 'select') and not exists (select from pg_stats p where p.schemaname = n.nspname and p.tablename = c.relname)),
                coalesce((o.set ->> 'autovacuum_enabled')::boolean, true) and current_setting('autovacuum')::boolean,
                coalesce((o.set ->> 'autovacuum_vacuum_threshold')::float8, current_setting('autovacuum_vacuum_threshold')::float8)
                    + coalesce((o.set ->> 'autovacuum_vacuum_scale_factor')::float8, current_setting('autovacuum_vacuum_scale_factor')::float8) * greatest(c.reltuples, 0),
                case when width.known then greatest(c.reltuples, 0) * (28 + width.bytes) * 100 / coalesce((o.set ->> 'fillfactor')::float8, 100) end,
                coalesce(case when c.relispartition then pg_partition_root(c.oid) end, 0)::bigint, c.oid::bigint
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            left join pg_stat_user_tables s on s.relid = c.oid
            cross join lateral (select case c.relkind when 'p' then %s else pg_relation_size(c.oid) end bytes) size
            left join lateral (select json_object_agg(option_name, option_value) set from pg_options_to_table(c.reloptions)) o on true
            left join lateral (select coalesce(sum(p.avg_width * (1 - p.null_frac) + 7), 0) bytes, count(*) = count(p.attname) known
                from pg_attribute a left join pg_stats p on p.schemaname = n.nspname and p.tablename = c.relname and p.attname = a.attname and not p.inherited
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) width on c.relkind <> 'p' and size.bytes >= %d
            where (c.relkind in ('r', 'm') or c.relkind = 'p' and not c.relispartition) and c.relpersistence <> 't' and c.oid not in %s and %s and c.relname !~ '^%s' and size.bytes > 0
              and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
            order by n.nspname collate "C", c.relname collate "C"
            """.formatted(
                        Partitions.sum("pg_relation_size(c.oid)", "c.oid"),
                        BLOAT_BYTES,
                        LockedCheck.LOCKED,
                        schemas.condition("n.nspname"),
                        Schemas.OWN_PREFIX);
    }

    @Override
    public String subject() {
        return "tables";
    }

    @Override
    public Set<FindingKind> kinds() {
        return Set.of(FindingKind.DEAD_ROWS, FindingKind.BLOAT, FindingKind.NEVER_ANALYZED, FindingKind.AUTOVACUUM_OFF);
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        if (!session.test(
                "select current_setting('autovacuum')::boolean and current_setting('track_counts')::boolean")) {
            log.found(
                    Finding.of(
                            FindingKind.AUTOVACUUM_OFF,
                            Severity.WARNING,
                            "autovacuum",
                            "is switched off on the server: dead rows stay, and transaction ids run out",
                            List.of(),
                            Fix.proposed(
                                    Language.SQL,
                                    "ALTER SYSTEM SET autovacuum = on;\nALTER SYSTEM SET track_counts = on;\nSELECT pg_reload_conf()")));
        }
        var tables = session.query(all(), this::table);
        var neverAnalyzed =
                tables.stream().filter(Table::neverAnalyzed).map(Table::number).collect(Collectors.toSet());
        tables.forEach(table -> table.look(neverAnalyzed.contains(table.root()), log));
    }

    private Table table(ResultSet row) throws SQLException {
        double vacuumed = row.getDouble(7);
        var lastVacuum = row.wasNull() ? Optional.<Instant>empty() : Optional.of(Instant.ofEpochMilli((long) vacuumed));
        double need = row.getDouble(11);
        var known = row.wasNull() ? Optional.<Long>empty() : Optional.of((long) need);
        var schema = row.getString(1);
        var name = row.getString(2);
        return new Table(
                schema,
                name,
                schema.equals(schemas.main()) ? name : schema + "." + name,
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                (long) row.getDouble(6),
                lastVacuum,
                row.getBoolean(8),
                row.getBoolean(9),
                row.getDouble(10),
                known,
                row.getLong(12),
                row.getLong(13));
    }

    /**
     * @param counted rows when it was last vacuumed or analyzed; negative if never
     * @param vacuumed whether autovacuum comes to it
     * @param trigger dead rows from which it does
     * @param root the number of the table that it is a partition of; 0 if it is none
     * @param need bytes that its rows can take at most; empty if it is small, or nobody knows
     */
    private record Table(
            String schema,
            String name,
            String collection,
            long live,
            long dead,
            long bytes,
            long counted,
            Optional<Instant> lastVacuum,
            boolean neverAnalyzed,
            boolean vacuumed,
            double trigger,
            Optional<Long> need,
            long root,
            long number) {
        /** @param asPart whether the whole is to be analyzed, and it with it */
        void look(boolean asPart, Inspection.Log log) {
            boolean dying = dead >= DEAD_ROWS && dead > trigger;
            if (dying) {
                log.found(deadRows());
            } else if (need.isPresent() && !neverAnalyzed) {
                long free = bytes - need.get();
                if (free >= BLOAT_BYTES && free * 100 / bytes >= BLOAT_PERCENT) {
                    log.found(bloat(free));
                }
            }
            boolean emptied = live == 0 && dead > 0;
            if (neverAnalyzed && !asPart && !dying && !emptied) { // the fix of dead rows analyzes it, too
                log.found(finding(
                        FindingKind.NEVER_ANALYZED,
                        "has rows and was never analyzed: the planner guesses",
                        List.of(Evidence.bytes("size", bytes)),
                        Fix.safe(Language.SQL, "ANALYZE " + quoted())));
            }
        }

        private Finding deadRows() {
            var evidence = new ArrayList<Evidence>();
            evidence.add(Evidence.count("dead rows", dead).until((long) trigger));
            evidence.add(Evidence.count("live rows", live));
            lastVacuum.ifPresent(it -> evidence.add(Evidence.time("last vacuum", it)));
            return finding(
                    FindingKind.DEAD_ROWS,
                    vacuumed
                            ? "has more dead rows than autovacuum's threshold: autovacuum has not reached it yet, or an old transaction still sees them"
                            : "has dead rows, and autovacuum is switched off for it",
                    evidence,
                    Fix.safe(Language.SQL, "VACUUM (ANALYZE) " + quoted()));
        }

        private Finding bloat(long free) {
            return finding(
                    FindingKind.BLOAT,
                    "is mostly free space: according to its statistics, its rows need less than half of it",
                    List.of(
                            Evidence.bytes("size", bytes),
                            Evidence.bytes("free at least", free),
                            Evidence.count("rows", Math.max(0, counted))),
                    Fix.proposed(Language.SQL, "VACUUM (FULL, ANALYZE) " + quoted()));
        }

        private Finding finding(FindingKind kind, String what, List<Evidence> evidence, Fix fix) {
            return new Finding(
                    kind, Severity.bySize(bytes), schema + "." + name, collection, what, evidence, Optional.of(fix));
        }

        private String quoted() {
            return Identifiers.qualified(schema, name);
        }
    }
}
