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
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sequences that have given most of their numbers: by their own limits, or by the type of the column that takes them. */
record SequenceCheck(Session session, Schemas schemas) implements Check {
    private static final long WARNING_PERCENT = 75;
    private static final long CRITICAL_PERCENT = 90;

    /**
     * A column takes a sequence's numbers if it owns it (SERIAL, identity), or has it in its default. Of several the one that can hold the
     * least; of the same a table's own, as an inherited column's type is its parent's, and the owner. A sequence's last number is read
     * after those that are locked were left out: reading one waits for its lock.
     */
    private String all() {
        return """
            with used (sequence, tab, col, owner) as (
                select objid, refobjid, refobjsubid, true from pg_depend
                where classid = 'pg_class'::regclass and refclassid = 'pg_class'::regclass and deptype in ('a', 'i') and refobjsubid > 0
                union select d.refobjid, ad.adrelid, ad.adnum, false from pg_depend d join pg_attrdef ad on ad.oid = d.objid
                where d.classid = 'pg_attrdef'::regclass and d.refclassid = 'pg_class'::regclass),
            sequences as materialized (
                select q.*, n.nspname, c.relname, has_sequence_privilege(c.oid, 'select, usage') readable
                from pg_sequence q join pg_class c on c.oid = q.seqrelid join pg_namespace n on n.oid = c.relnamespace
                where c.relpersistence <> 't' and c.oid not in %s and %s and c.relname !~ '^%s')
            select * from (select distinct on (q.nspname, q.relname) q.nspname, q.relname, case when q.readable then pg_sequence_last_value(q.seqrelid) end last_value,
                q.seqincrement, q.seqmin, q.seqmax, q.seqcycle, tn.nspname, t.relname, a.attname,
                case a.atttypid when 'int2'::regtype then 32767 when 'int4'::regtype then 2147483647 else 9223372036854775807 end::bigint col_max,
                case q.seqtypid when 'int2'::regtype then 32767 when 'int4'::regtype then 2147483647 else 9223372036854775807 end::bigint, q.readable
            from sequences q
            left join used u on u.sequence = q.seqrelid
            left join pg_class t on t.oid = u.tab left join pg_namespace tn on tn.oid = t.relnamespace
            left join pg_attribute a on a.attrelid = u.tab and a.attnum = u.col
            order by q.nspname, q.relname, col_max, a.attinhcount, u.owner desc, t.oid) s
            where last_value is not null or not readable order by 1, 2
            """.formatted(LockedCheck.LOCKED, schemas.condition("n.nspname"), Schemas.OWN_PREFIX);
    }

    @Override
    public String subject() {
        return "sequences";
    }

    @Override
    public Set<FindingKind> kinds() {
        return Set.of(FindingKind.SEQUENCE);
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        var sequences = session.query(all(), this::sequence);
        sequences.stream()
                .filter(it -> it.readable() && !it.wraps() && it.percent() >= WARNING_PERCENT)
                .forEach(it -> log.found(it.finding()));
        var hidden = sequences.stream().filter(it -> !it.readable()).toList();
        if (!hidden.isEmpty()) {
            var first = hidden.getFirst().schema() + "." + hidden.getFirst().name();
            log.note("Not looked at: %s that this role may not read (GRANT SELECT, or pg_read_all_data)"
                    .formatted(
                            hidden.size() == 1
                                    ? "the sequence " + first
                                    : "%d sequences, such as %s,".formatted(hidden.size(), first)));
        }
    }

    private Sequence sequence(ResultSet row) throws SQLException {
        var table = row.getString(9);
        return new Sequence(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4) > 0,
                row.getLong(5),
                row.getLong(6),
                row.getBoolean(7),
                table == null
                        ? null
                        : new Column(row.getString(8), table, row.getString(10), row.getLong(11), schemas.main()),
                row.getLong(12),
                row.getBoolean(13));
    }

    private record Column(String schema, String table, String name, long max, String main) {
        String collection() {
            return schema.equals(main) ? table : schema + "." + table;
        }
    }

    private record Sequence(
            String schema,
            String name,
            long last,
            boolean rising,
            long min,
            long max,
            boolean cycles,
            @Nullable Column column,
            long typeMax,
            boolean readable) {
        /** The last number that can be given and taken. */
        long limit() {
            if (rising) {
                return column == null ? max : Math.min(max, column.max());
            }
            return column == null ? min : Math.max(min, -column.max() - 1);
        }

        /** Begins anew when its numbers are used up, before the column's are. */
        boolean wraps() {
            return cycles && limit() == (rising ? max : min);
        }

        long percent() {
            var begin = BigDecimal.valueOf(rising ? min : max);
            var all = BigDecimal.valueOf(limit()).subtract(begin);
            var used = BigDecimal.valueOf(last).subtract(begin);
            return all.signum() == 0
                    ? 100
                    : used.multiply(BigDecimal.valueOf(100))
                            .divide(all, 0, RoundingMode.DOWN)
                            .min(BigDecimal.valueOf(100))
                            .longValue();
        }

        Finding finding() {
            boolean byOwnLimit = limit() == (rising ? max : min);
            var command = command();
            var what = column == null || byOwnLimit
                    ? "has used %d %% of its numbers%s"
                            .formatted(percent(), command.isEmpty() ? ", and there is no larger type" : "")
                    : "has used %d %% of the numbers that %s.%s can hold"
                            .formatted(percent(), column.collection(), column.name());
            return new Finding(
                    FindingKind.SEQUENCE,
                    percent() >= CRITICAL_PERCENT ? Severity.CRITICAL : Severity.WARNING,
                    schema + "." + name,
                    column == null ? "" : column.collection(),
                    what,
                    List.of(Evidence.count("last number", last).until(limit()), Evidence.percent("used", percent())),
                    command.map(it -> Fix.proposed(Language.SQL, it)));
        }

        /** A column whose type is changed is written anew, locked. Nothing helps a sequence that has the largest type. */
        private Optional<String> command() {
            var commands = new StringBuilder();
            if (column != null && column.max() < Long.MAX_VALUE && Math.abs(limit()) >= column.max()) {
                commands.append("ALTER TABLE %s ALTER COLUMN %s TYPE bigint; "
                        .formatted(
                                Identifiers.qualified(column.schema(), column.table()),
                                Identifiers.quote(column.name())));
            }
            boolean ownLimit = rising ? max != typeMax : min != -typeMax - 1;
            if (commands.isEmpty() && !ownLimit && typeMax == Long.MAX_VALUE) {
                return Optional.empty();
            }
            commands.append("ALTER SEQUENCE %s AS bigint".formatted(Identifiers.qualified(schema, name)));
            return Optional.of(commands.append(ownLimit ? rising ? " NO MAXVALUE" : " NO MINVALUE" : "")
                    .toString());
        }
    }
}
