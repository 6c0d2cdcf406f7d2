package dev.seedbank.backend.mongo.catalog;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.SeedRecorder;
import dev.seedbank.backend.SeedSource;
import dev.seedbank.backend.SeededFile;
import dev.seedbank.backend.SeededRows;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;

/**
 * What was seeded into one database: {@code _seedbank_seeds} has a document for each file, {@code _seedbank_seed_rows} its rows' hashes, many in a
 * document, under the {@code part} that the file's document names. Parts that none names are of a run that did not end.
 */
public final class MongoSeedLedger {
    public static final String FILES = Namespaces.OWN + "_seeds";
    public static final String ROWS = Namespaces.OWN + "_seed_rows";
    private static final String ID = "_id";
    private static final String FILE = "file";
    private static final String PART = "part";
    private static final String COLLECTION = "collection";

    private final MongoDatabase database;
    private boolean refused;

    public MongoSeedLedger(Namespaces namespaces, String database) {
        this.database = namespaces.database(database);
    }

    /** Whether the server has refused this user something about it. */
    public boolean isRefused() {
        return refused;
    }

    /** The files that were seeded; none for a user who may not read it. A document that is none of ours tells nothing. */
    public List<SeededFile> files() {
        return allowed(
                () -> {
                    var files = new ArrayList<SeededFile>();
                    collection(FILES).find().forEach(noted -> file(noted).ifPresent(files::add));
                    return files;
                },
                List.of());
    }

    /** What was noted of the file. */
    public Optional<SeededFile> file(String file, Collection target) {
        return files().stream()
                .filter(one -> one.file().equals(file) && one.collection().equals(target.name()))
                .findFirst();
    }

    /** The rows that were noted of a file. */
    public SeededRows rows(String file, Collection target) {
        var rows = new SeededRows();
        return allowed(
                () -> {
                    var noted =
                            collection(FILES).find(Filters.eq(id(file, target))).first();
                    if (noted != null) {
                        collection(ROWS)
                                .find(Filters.eq(PART, noted.get(PART)))
                                .sort(Sorts.ascending("number"))
                                .forEach(part -> rows.add(
                                        part.get("hashes", Binary.class).getData()));
                    }
                    return rows;
                },
                rows);
    }

    /** Begins to note a file; empty if there is nothing new to note. */
    public Optional<SeedRecorder> begin(SeedSource source, Collection target, boolean update) {
        var before = file(source.file(), target);
        if (refused || before.filter(it -> it.isCurrent(source, update)).isPresent()) {
            return Optional.empty();
        }
        boolean skips = before.isPresent() && !update;
        return Optional.of(
                new SeedRecorder(skips ? rows(source.file(), target) : new SeededRows(), new Parts(source, target)));
    }

    /** Forgets the files of collections whose documents are gone. */
    public void forget(List<String> collections) {
        whereAllowed(() -> {
            if (files().stream().anyMatch(file -> collections.contains(file.collection()))) {
                collection(FILES).deleteMany(Filters.in(ID + "." + COLLECTION, collections));
                sweep();
            }
        });
    }

    private void sweep() {
        var parts = collection(FILES).distinct(PART, ObjectId.class).into(new ArrayList<>());
        collection(ROWS).deleteMany(Filters.nin(PART, parts));
    }

    private MongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }

    private static Document id(String file, Collection target) {
        return new Document(FILE, file).append(COLLECTION, target.name());
    }

    private static Optional<SeededFile> file(Document noted) {
        return noted.get(ID) instanceof Document id
                        && id.get(FILE) instanceof String file
                        && id.get(COLLECTION) instanceof String target
                        && noted.get("hash") instanceof String hash
                        && noted.get("rows") instanceof Number rows
                        && noted.get("behind") instanceof Boolean behind
                        && noted.get("seededAt") instanceof Date at
                ? Optional.of(new SeededFile(file, target, hash, rows.longValue(), behind, at.toInstant()))
                : Optional.empty();
    }

    private void whereAllowed(Runnable work) {
        allowed(
                () -> {
                    if (!refused) {
                        work.run();
                    }
                    return refused;
                },
                true);
    }

    /** A user who seeds need not be one who may use Seedbank's own collections. */
    private <T> T allowed(Supplier<T> work, T otherwise) {
        try {
            return work.get();
        } catch (MongoException e) {
            if (e.getCode() != MongoErrors.UNAUTHORIZED) {
                throw e;
            }
            refused = true;
            return otherwise;
        }
    }

    private final class Parts implements SeedRecorder.Storage {
        private final SeedSource source;
        private final Collection target;
        private final ObjectId part = new ObjectId();
        private int number;

        Parts(SeedSource source, Collection target) {
            this.source = source;
            this.target = target;
        }

        @Override
        public void part(byte[] rows) {
            whereAllowed(() -> collection(ROWS)
                    .insertOne(
                            new Document(PART, part).append("number", ++number).append("hashes", new Binary(rows))));
        }

        @Override
        public void complete(long rows, boolean behind) {
            whereAllowed(() -> note(rows, behind));
        }

        private void note(long rows, boolean behind) {
            var noted = new Document(ID, id(source.file(), target))
                    .append(PART, part)
                    .append("hash", source.hash())
                    .append("rows", rows)
                    .append("behind", behind)
                    .append("seededAt", new Date());
            collection(FILES).replaceOne(Filters.eq(noted.get(ID)), noted, new ReplaceOptions().upsert(true));
            sweep();
        }
    }
}
