package dev.seedbank.backend.postgres.maintenance;

import dev.seedbank.backend.maintenance.Evidence;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.backend.maintenance.Fix.Language;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Severity;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.List;
import java.util.Set;

/** Replication slots that nobody reads: the server keeps its log for them until the disk is full. They belong to the whole server. */
record SlotCheck(Session session) implements Check {
    private static final long WARNING_BYTES = 256 << 20;

    private static final String INACTIVE = """
            select slot_name, greatest(0, pg_wal_lsn_diff(
                case when pg_is_in_recovery() then pg_last_wal_receive_lsn() else pg_current_wal_lsn() end, restart_lsn)),
                coalesce(xmin, catalog_xmin) is not null
            from pg_replication_slots where not active and not temporary and restart_lsn is not null order by slot_name""";

    @Override
    public String subject() {
        return "replication slots";
    }

    @Override
    public Set<FindingKind> kinds() {
        return Set.of(FindingKind.REPLICATION_SLOT);
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        session.query(
                        INACTIVE,
                        row -> Finding.of(
                                FindingKind.REPLICATION_SLOT,
                                row.getLong(2) >= WARNING_BYTES ? Severity.WARNING : Severity.INFO,
                                "slot " + row.getString(1),
                                "has no consumer, and the server keeps WAL%s for it"
                                        .formatted(row.getBoolean(3) ? " and dead rows" : ""),
                                List.of(Evidence.bytes("log kept", row.getLong(2))),
                                Fix.proposed(
                                        Language.SQL,
                                        "SELECT pg_drop_replication_slot(%s)"
                                                .formatted(Identifiers.literal(row.getString(1))))))
                .forEach(log::found);
    }
}
