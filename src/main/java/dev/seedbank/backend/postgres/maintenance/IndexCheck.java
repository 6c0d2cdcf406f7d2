package dev.seedbank.backend.postgres.maintenance;

import dev.seedbank.backend.maintenance.Evidence;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.backend.maintenance.Fix.Language;
import dev.seedbank.backend.maintenance.IndexUsage;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Severity;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Indexes that are invalid, the same as others, the beginning of others, or not used; and how often each is used. */
record IndexCheck(Session session, Schemas schemas) implements Check {
    /** What a rebuild without locks leaves when it is broken off (PostgreSQL manual, REINDEX). */
    private static final String LEFTOVER = ".*_cc(new|old)[0-9]*";

    @Override
    public String subject() {
        return "indexes";
    }

    @Override
    public Set<FindingKind> kinds() {
        return Set.of(
                FindingKind.INVALID_INDEX,
                FindingKind.DUPLICATE_INDEX,
                FindingKind.COVERED_INDEX,
                FindingKind.UNUSED_INDEX);
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        var indexes = Index.all(session, schemas);
        var counted = Counted.of(session);
        indexes.forEach(it -> log.used(new IndexUsage(
                it.collection(), it.name(), it.scans(), it.bytes(), it.lastScan(), Optional.of(counted.since()))));
        var said = new HashSet<Index>();
        for (var index : indexes) {
            if (index.valid() || index.partitioned()) {
                continue;
            }
            if (index.inWork()) {
                log.note("%s is being built or dropped just now".formatted(index.label()));
            } else {
                said.add(index);
                log.found(invalid(index, Redundancy.valid(index, indexes)));
            }
        }
        for (var redundant : Redundancy.in(indexes)) {
            said.add(redundant.index());
            if (redundant.index().scans() > 0) {
                said.add(redundant.other()); // without it, the other has its queries
            }
            log.found(redundant(redundant, counted));
        }
        var unused = indexes.stream()
                .filter(it -> it.mayBeUnused() && !said.contains(it))
                .toList();
        if (counted.time().compareTo(thresholds.unused()) >= 0) {
            unused.forEach(it -> log.found(unused(it, counted)));
        } else if (!unused.isEmpty()) {
            log.note(counted.tooYoung(thresholds.unused()));
        }
    }

    /**
     * A drop that is broken off leaves its index invalid, whether at its beginning or near its end.
     *
     * @param same a valid one that does all that this one would
     */
    private static Finding invalid(Index index, Optional<Index> same) {
        boolean rest = !index.live() || index.name().matches(LEFTOVER);
        boolean drop = rest || (same.isPresent() && !index.protectedBy());
        String what;
        if (rest) {
            what = "was left by an interrupted DROP INDEX or REINDEX: no query uses it, and it takes space";
        } else if (drop) {
            what = "is invalid, and the same as %s: no query needs it, but every write has to update it"
                    .formatted(same.orElseThrow().name());
        } else {
            what =
                    "is invalid, because its build was interrupted or failed: no query uses it, but every write has to update it";
        }
        return new Finding(
                FindingKind.INVALID_INDEX,
                Severity.WARNING,
                index.label(),
                index.collection(),
                what,
                List.of(Evidence.bytes("size", index.bytes())),
                Optional.of(Fix.safe(
                        Language.SQL,
                        (drop ? "DROP INDEX CONCURRENTLY " : "REINDEX INDEX CONCURRENTLY ") + index.quoted())));
    }

    /** A partitioned index has neither size nor scans of its own, and cannot be dropped without locking its table. */
    private static Finding redundant(Redundancy redundancy, Counted counted) {
        var index = redundancy.index();
        boolean same = redundancy.same();
        var drop = (index.partitioned() ? "DROP INDEX " : "DROP INDEX CONCURRENTLY ") + index.quoted();
        return new Finding(
                same ? FindingKind.DUPLICATE_INDEX : FindingKind.COVERED_INDEX,
                same ? Severity.WARNING : Severity.bySize(index.bytes()),
                index.label(),
                index.collection(),
                (same ? "is the same as " : "is a prefix of ")
                        + redundancy.other().name(),
                index.partitioned() ? List.of() : List.of(Evidence.bytes("size", index.bytes()), counted.scans(index)),
                Optional.of(
                        same && !index.partitioned()
                                ? Fix.safe(Language.SQL, drop)
                                : Fix.proposed(Language.SQL, drop)));
    }

    private static Finding unused(Index index, Counted counted) {
        return new Finding(
                FindingKind.UNUSED_INDEX,
                Severity.bySize(index.bytes()),
                index.label(),
                index.collection(),
                "has not been used since the statistics began, or since it was created",
                List.of(Evidence.bytes("size", index.bytes()), counted.scans(index)),
                Optional.of(Fix.proposed(Language.SQL, "DROP INDEX CONCURRENTLY " + index.quoted())));
    }

    /**
     * Since when the server has counted how often an index is used, by the server's clock. Statistics that were never reset go back at
     * least to its start: after a crash they begin anew.
     */
    private record Counted(Instant since, Instant now) {
        static Counted of(Session session) {
            var sql = """
                    select extract(epoch from coalesce(stats_reset, pg_postmaster_start_time())) * 1000, extract(epoch from now()) * 1000
                    from pg_stat_database where datname = current_database()""";
            return session.first(
                            sql,
                            row -> new Counted(
                                    Instant.ofEpochMilli((long) row.getDouble(1)),
                                    Instant.ofEpochMilli((long) row.getDouble(2))))
                    .orElseThrow();
        }

        Duration time() {
            return Duration.between(since, now);
        }

        Evidence scans(Index index) {
            return Evidence.count("scans", index.scans()).since(Optional.of(since));
        }

        String tooYoung(Duration wanted) {
            return "Unused indexes are not judged: their use has been counted for %s only, and at least %d days are needed (--unused-after)"
                    .formatted(age(), wanted.toDays());
        }

        private String age() {
            return time().toDays() > 0
                    ? time().toDays() + (time().toDays() == 1 ? " day" : " days")
                    : Math.max(0, time().toHours()) + (time().toHours() == 1 ? " hour" : " hours");
        }
    }
}
