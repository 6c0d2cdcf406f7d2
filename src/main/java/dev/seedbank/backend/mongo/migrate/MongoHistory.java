package dev.seedbank.backend.mongo.migrate;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.HistoryEntry.State;
import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.migration.Words;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.DriverCall;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.BsonDateTime;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * {@code _seedbank_migrations}: a document for each run of a migration, its number as {@code _id}. Whoever holds the lease writes the
 * documents of its own runs, which carry its token; a later holder takes over those that have not ended, and they cannot be written any
 * more by the one before.
 */
public record MongoHistory(Namespaces namespaces) {
    static final String COLLECTION = Namespaces.OWN + "_migrations";

    private MongoCollection<Document> entries() {
        return namespaces.database(namespaces.name()).getCollection(COLLECTION);
    }

    private static <T extends @Nullable Object> T reading(Supplier<T> work) {
        return MongoErrors.during("reading the history of migrations", work);
    }

    static <T extends @Nullable Object> T writing(Supplier<T> work) {
        return MongoErrors.during("writing the history of migrations", work);
    }

    /** In the order in which they began, without the files' text. Creates nothing. */
    public List<HistoryEntry> all() {
        return reading(() -> entries()
                .find()
                .projection(Projections.exclude("text"))
                .sort(Sorts.ascending("_id"))
                .map(MongoHistory::entry)
                .into(new ArrayList<>()));
    }

    /** The text of the file that an entry ran, if it is known. */
    public Optional<String> text(long number) {
        var found = reading(() -> entries()
                .find(Filters.eq(number))
                .projection(Projections.include("text"))
                .first());
        return Optional.ofNullable(found).map(it -> it.getString("text")).filter(it -> !it.isEmpty());
    }

    /** The last entry of the same migration. */
    Optional<HistoryEntry> last(HistoryEntry entry) {
        boolean repeatable = entry.kind() == Kind.REPEATABLE;
        Bson same = repeatable
                ? Filters.and(
                        Filters.eq("kind", Words.of(Kind.REPEATABLE)), Filters.eq("description", entry.description()))
                : Filters.and(Filters.ne("kind", Words.of(Kind.REPEATABLE)), Filters.eq("version", entry.version()));
        return Optional.ofNullable(reading(() -> entries()
                .find(same)
                .projection(Projections.exclude("text"))
                .sort(Sorts.descending("_id"))
                .map(MongoHistory::entry)
                .first()));
    }

    /** The number of the next entry; only the holder of the lease may ask. */
    long next() {
        var last = reading(() -> entries()
                .find()
                .projection(Projections.include("_id"))
                .sort(Sorts.descending("_id"))
                .first());
        return last == null ? 1 : last.getLong("_id") + 1;
    }

    /** With its number as it is in the entry. */
    void add(HistoryEntry entry, long token, @Nullable ClientSession transaction) {
        var document = document(entry).append("token", token);
        if (transaction == null) {
            writing(() -> entries().insertOne(document));
        } else {
            DriverCall.of(() -> entries().insertOne(transaction, document));
        }
    }

    /** All of them; or none, if the server refuses one. */
    void addAll(List<HistoryEntry> all, long token) {
        try {
            writing(() -> entries()
                    .insertMany(all.stream()
                            .map(it -> document(it).append("token", token))
                            .toList()));
        } catch (Failure e) {
            all.forEach(it -> remove(it.number(), token));
            throw e;
        }
    }

    void remove(long number, long token) {
        writing(() -> entries().deleteOne(Filters.and(Filters.eq(number), Filters.eq("token", token))));
    }

    /**
     * How far an entry's run is.
     *
     * @param took since its beginning
     * @param changes to its fields
     * @return false if it has ended, or another has taken it over
     */
    boolean update(long number, long token, Duration took, @Nullable ClientSession transaction, Bson changes) {
        var which = Filters.and(
                Filters.eq(number),
                Filters.eq("token", token),
                Filters.nin("state", Words.of(State.DONE), Words.of(State.ROLLED_BACK)));
        var all = Updates.combine(changes, Updates.set("tookMs", took.toMillis()));
        var result = transaction == null
                ? writing(() -> entries().updateOne(which, all))
                : DriverCall.of(() -> entries().updateOne(transaction, which, all));
        return result.getMatchedCount() == 1;
    }

    static Bson state(State state) {
        return Updates.set("state", Words.of(state));
    }

    static Bson done(int done, String position) {
        return Updates.combine(Updates.set("done", done), position(position));
    }

    static Bson position(String position) {
        return Updates.set("position", position);
    }

    /** @param process of a program that runs now, as {@link ThisProcess} describes it */
    static Bson program(Document process) {
        return Updates.set("program", process);
    }

    static Bson error(String error) {
        return Updates.set("error", error);
    }

    /**
     * Makes all entries that have not ended this holder's.
     *
     * @return whether there were any
     */
    boolean takeOver(long token) {
        return writing(() -> entries()
                                .updateMany(
                                        Filters.and(
                                                Filters.in(
                                                        "state", Words.of(State.RUNNING), Words.of(State.ROLLING_BACK)),
                                                Filters.lt("token", token)),
                                        Updates.set("token", token)))
                        .getMatchedCount()
                > 0;
    }

    /** The last program that each run has started, whether it still runs or not. */
    List<Document> programs() {
        return reading(() -> entries()
                .find(Filters.exists("program"))
                .projection(Projections.include("program"))
                .map(it -> it.get("program", Document.class))
                .into(new ArrayList<>()));
    }

    void accept(long number, String checksum, String text) {
        writing(() -> entries()
                .updateOne(
                        Filters.eq(number),
                        Updates.combine(Updates.set("checksum", checksum), Updates.set("text", text))));
    }

    private static Document document(HistoryEntry entry) {
        return new Document("_id", entry.number())
                .append("kind", Words.of(entry.kind()))
                .append("version", entry.version())
                .append("description", entry.description())
                .append("file", entry.file())
                .append("checksum", entry.checksum())
                .append("text", entry.text().orElse(""))
                .append("state", Words.of(entry.state()))
                .append("startedAt", new BsonDateTime(entry.startedAt().toEpochMilli()))
                .append("tookMs", entry.took().toMillis())
                .append("by", entry.by())
                .append("done", entry.done())
                .append("statements", entry.statements())
                .append("position", entry.position())
                .append("error", entry.error())
                .append("source", entry.source());
    }

    private static HistoryEntry entry(Document document) {
        return new HistoryEntry(
                number(document, "_id"),
                Kind.of(text(document, "kind")),
                text(document, "version"),
                text(document, "description"),
                text(document, "file"),
                text(document, "checksum"),
                Optional.empty(),
                State.of(text(document, "state")),
                document.get("startedAt") instanceof Date date ? date.toInstant() : Instant.EPOCH,
                Duration.ofMillis(number(document, "tookMs")),
                text(document, "by"),
                Math.toIntExact(number(document, "done")),
                Math.toIntExact(number(document, "statements")),
                text(document, "position"),
                text(document, "error"),
                text(document, "source"));
    }

    private static String text(Document document, String name) {
        return document.get(name) instanceof String text ? text : "";
    }

    private static long number(Document document, String name) {
        return document.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
