package dev.seedbank.backend.mongo.maintenance;

import dev.seedbank.backend.maintenance.Evidence;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.backend.maintenance.Fix.Language;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.Severity;
import dev.seedbank.backend.maintenance.Thresholds;
import dev.seedbank.backend.mongo.catalog.Hello;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;

/** Connections compared with what the server takes, and how much of what is read is in its memory. */
record ServerCheck(Namespaces namespaces) implements Check {
    private static final int WARNING_PERCENT = 80;
    private static final int CRITICAL_PERCENT = 95;
    private static final int HITS_PERCENT = 90;

    /** Before so many pages were asked for the share of those in memory says nothing. */
    private static final long PAGES = 1_000_000;

    @Override
    public String subject() {
        return "connections and cache";
    }

    @Override
    public void look(Thresholds thresholds, Inspection.Log log) {
        var status = namespaces
                .client()
                .getDatabase("admin")
                .runCommand(new BsonDocument("serverStatus", new BsonInt32(1)), BsonDocument.class);
        connections(status.getDocument("connections", new BsonDocument()), log);
        var since = Hello.of(namespaces).time().minusSeconds(number(status, "uptime"));
        cache(
                status.getDocument("wiredTiger", new BsonDocument()).getDocument("cache", new BsonDocument()),
                since,
                log);
    }

    private static void connections(BsonDocument connections, Inspection.Log log) {
        long current = number(connections, "current");
        long limit = current + number(connections, "available");
        if (limit <= current) {
            return;
        }
        var evidence = Evidence.count("connections", current).until(limit);
        log.measured(evidence);
        long percent = current * 100 / limit;
        if (percent >= WARNING_PERCENT) {
            log.found(Finding.of(
                    FindingKind.CONNECTIONS,
                    percent >= CRITICAL_PERCENT ? Severity.CRITICAL : Severity.WARNING,
                    "connections",
                    "are nearly used up: further ones will be refused",
                    List.of(evidence),
                    Fix.proposed(
                            Language.MONGODB,
                            Shell.command("admin", new BsonDocument("currentOp", new BsonInt32(1))))));
        }
    }

    private static void cache(BsonDocument cache, Instant since, Inspection.Log log) {
        long asked = number(cache, "pages requested from the cache");
        if (asked == 0) {
            return;
        }
        long percent = Math.max(0, 100 - number(cache, "pages read into cache") * 100 / asked); // it also reads ahead
        var evidence = Evidence.percent("cache hits", percent).since(Optional.of(since));
        log.measured(evidence);
        if (percent < HITS_PERCENT && asked >= PAGES) {
            log.found(Finding.of(
                    FindingKind.CACHE,
                    Severity.INFO,
                    "cache",
                    "serves too few of the reads: the server may need more memory, or queries may need an index",
                    List.of(evidence, Evidence.bytes("cache", number(cache, "maximum bytes configured"))),
                    Fix.proposed(
                            Language.MONGODB,
                            Shell.command("admin", new BsonDocument("serverStatus", new BsonInt32(1))))));
        }
    }

    private static long number(BsonDocument document, String name) {
        return document.isNumber(name)
                ? document.getNumber(name, new BsonInt64(0)).longValue()
                : 0;
    }
}
