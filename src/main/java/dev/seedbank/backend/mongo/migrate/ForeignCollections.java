package dev.seedbank.backend.mongo.migrate;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import dev.seedbank.backend.migration.ForeignEntry;
import dev.seedbank.backend.migration.ForeignEntry.State;
import dev.seedbank.backend.migration.ForeignHistory;
import dev.seedbank.backend.migration.ForeignTool;
import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.mongo.catalog.Hello;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.UsageFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.bson.Document;

/** Finds and reads the collections in which other tools keep their history: migrate-mongo's and Mongock's. */
public record ForeignCollections(Namespaces namespaces) {
    private static final List<String> NAMES = List.of("changelog", "mongockChangeLog");

    /**
     * @param name of a collection; empty: those that have a tool's own names
     * @throws UsageFailure if the named one is none of a tool that is known
     * @throws CheckFailed if the tool runs at this time
     */
    public List<ForeignHistory> read(String name) {
        return (name.isEmpty() ? NAMES : List.of(name))
                .stream()
                        .flatMap(it -> MongoErrors.during("reading " + it, () -> history(it, !name.isEmpty())).stream())
                        .toList();
    }

    /** By its first document, because others may have a collection of that name, too, and a large one. */
    private Optional<ForeignHistory> history(String collection, boolean named) {
        var first = collection(collection).find().first();
        if (first == null) {
            return Optional.empty();
        }
        if (first.containsKey("fileName") && first.containsKey("appliedAt")) {
            refuseMigrateMongosLock();
            return Optional.of(history(
                    ForeignTool.MIGRATE_MONGO,
                    collection,
                    all(collection, "appliedAt").stream()
                            .map(ForeignCollections::migrateMongo)
                            .toList()));
        }
        if (first.containsKey("changeId") && first.containsKey("author")) {
            refuseMongocksLock();
            return Optional.of(history(
                    ForeignTool.MONGOCK,
                    collection,
                    all(collection, "timestamp").stream()
                            .filter(ForeignCollections::isChange)
                            .map(ForeignCollections::mongock)
                            .toList()));
        }
        if (named) {
            throw new UsageFailure(
                    "%s is no history of a tool that Seedbank knows: it has the fields %s"
                            .formatted(collection, String.join(", ", new TreeSet<>(first.keySet()))),
                    "Name the collection in which the tool keeps its changes.");
        }
        return Optional.empty();
    }

    private ForeignHistory history(ForeignTool tool, String collection, List<ForeignEntry> entries) {
        return new ForeignHistory(tool, namespaces.name() + "." + collection, entries);
    }

    private MongoCollection<Document> collection(String name) {
        return namespaces.database(namespaces.name()).getCollection(name);
    }

    private List<Document> all(String collection, String time) {
        return collection(collection).find().sort(Sorts.ascending(time, "_id")).into(new ArrayList<>());
    }

    /** Its documents go when it ends, and otherwise by an index, in the time that is set for it. */
    private void refuseMigrateMongosLock() {
        var lock = collection("changelog_lock").find().first();
        if (lock != null) {
            throw locked("changelog_lock", ForeignTool.MIGRATE_MONGO, "");
        }
    }

    /** Mongock renews it while it runs. */
    private void refuseMongocksLock() {
        var lock = collection("mongockLock")
                .find(Filters.and(
                        Filters.eq("status", "LOCK_HELD"),
                        Filters.gt("expiresAt", Date.from(Hello.of(namespaces).time()))))
                .first();
        if (lock != null) {
            throw locked("mongockLock", ForeignTool.MONGOCK, " by " + text(lock, "owner"));
        }
    }

    private CheckFailed locked(String collection, ForeignTool tool, String by) {
        return new CheckFailed(
                "%s.%s is held%s: %s runs".formatted(namespaces.name(), collection, by, tool.label()),
                "Run the command once more when it has ended. A lock that a crash has left goes by itself.");
    }

    /** It has no states: one that failed is not there, and one that was reverted is not there any more. */
    private static ForeignEntry migrateMongo(Document document) {
        var file = text(document, "fileName");
        return new ForeignEntry(
                Kind.VERSIONED,
                file,
                "",
                file,
                text(document, "fileHash"),
                State.APPLIED,
                time(document, "appliedAt"),
                Duration.ZERO,
                "");
    }

    /** Not what Mongock did for itself, or left out because it was done. */
    private static boolean isChange(Document document) {
        return !text(document, "changeLogClass").startsWith("io.mongock.")
                && !text(document, "state").equals("IGNORED");
    }

    /** A change's identity is its own name and its author's. */
    private static ForeignEntry mongock(Document document) {
        var change = text(document, "changeId");
        var author = text(document, "author");
        return new ForeignEntry(
                Kind.VERSIONED,
                change + " by " + author,
                change,
                change,
                "",
                switch (text(document, "state")) {
                    case "EXECUTED", "" -> State.APPLIED; // before version 5 there were no states
                    case "ROLLED_BACK" -> State.REVERTED;
                    default -> State.UNFINISHED;
                },
                time(document, "timestamp"),
                document.get("executionMillis") instanceof Number millis
                        ? Duration.ofMillis(Math.max(0, millis.longValue()))
                        : Duration.ZERO,
                author);
    }

    private static Optional<Instant> time(Document document, String name) {
        return document.get(name) instanceof Date date ? Optional.of(date.toInstant()) : Optional.empty();
    }

    private static String text(Document document, String name) {
        return document.get(name) instanceof String text ? text : "";
    }
}
