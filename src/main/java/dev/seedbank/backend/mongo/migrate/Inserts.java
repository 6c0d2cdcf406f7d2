package dev.seedbank.backend.mongo.migrate;

import com.mongodb.MongoException;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.mongo.bson.BsonBuffer;
import dev.seedbank.backend.mongo.bson.Bytes;
import dev.seedbank.backend.mongo.bson.JsonToBson;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.script.Step;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.json.JsonRejected;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Inserts documents, some at a time. Each gets its {@code _id} here, if it has none: if the step runs once more after a kill, it is the
 * same, and what is there already is left out, whatever has become of it. One that comes with its {@code _id} is left out only if it is
 * there just as it is to be: another may have been there before.
 *
 * @param files beside the migration
 */
record Inserts(Script.Files files) {
    private static final int MOST = 1_000;
    private static final int FULL = 4 << 20;
    private static final int TURNS = 5;

    void insert(Step.Insert insert, Target where, StepRun.Point point, String key) {
        var batch = new Batch(insert.collection(), where, point, key);
        if (insert.file().isEmpty()) {
            insert.documents().forEach(it -> batch.add(it, 256));
            batch.send();
            return;
        }
        var name = insert.file().get();
        var buffer = new BsonBuffer();
        long row = 1;
        try (var in = files.open(name)) {
            var reader = new JsonToBson(in, buffer);
            for (; reader.next(); row++) {
                batch.add(Bytes.tree(buffer), buffer.size());
                buffer.clear();
            }
        } catch (IOException e) {
            throw new OperationFailed(ErrorCode.FILE, "%s cannot be read: %s".formatted(name, e.getMessage()), "", e);
        } catch (JsonRejected e) {
            throw new OperationFailed(
                    ErrorCode.DATA_REJECTED,
                    "%s, document %d: %s".formatted(name, row, e.reason()),
                    "Correct the file.",
                    e);
        }
        batch.send();
    }

    private static final class Batch {
        private final String collection;
        private final Target where;
        private final StepRun.Point point;
        private final String key;
        private List<BsonDocument> waiting = new ArrayList<>();
        /** Each {@code _id} of those that wait and have it from here. */
        private final Set<BsonValue> chosen = new HashSet<>();

        private int bytes;
        private long count;

        Batch(String collection, Target where, StepRun.Point point, String key) {
            this.collection = collection;
            this.where = where;
            this.point = point;
            this.key = key;
        }

        void add(BsonDocument document, int size) {
            var whole = document;
            if (!document.containsKey("_id")) {
                var id = new BsonObjectId(point.begun().id(key, count));
                chosen.add(id);
                whole = new BsonDocument("_id", id);
                whole.putAll(document);
            }
            waiting.add(whole);
            count++;
            bytes += size;
            if (waiting.size() == MOST || bytes > FULL) {
                send();
            }
        }

        /** A killed run's last insert may still go on while this one looks: then it looks again. */
        void send() {
            for (int turn = 1; !waiting.isEmpty(); turn++) {
                var documents = point.again() ? missing(waiting) : waiting;
                try {
                    if (!documents.isEmpty()) {
                        where.run(
                                new BsonDocument("insert", new BsonString(collection))
                                        .append("documents", new BsonArray(documents)),
                                false);
                    }
                    waiting = new ArrayList<>();
                    chosen.clear();
                    bytes = 0;
                } catch (MongoException e) {
                    boolean perhapsOurs = point.again()
                            && e.getCode() == MongoErrors.DUPLICATE_KEY
                            && where.session() == null
                            && turn < TURNS;
                    if (!perhapsOurs) {
                        throw e;
                    }
                }
            }
        }

        private List<BsonDocument> missing(List<BsonDocument> documents) {
            var ids = new BsonArray();
            documents.forEach(it -> ids.add(it.get("_id")));
            var there = new HashMap<BsonValue, BsonDocument>();
            where.find(
                            collection,
                            new BsonDocument("_id", new BsonDocument("$in", ids)),
                            new BsonDocument(),
                            documents.size())
                    .forEach(it -> there.put(it.get("_id"), it));
            return documents.stream()
                    .filter(it -> !isThere(it, there.get(it.get("_id"))))
                    .toList();
        }

        private boolean isThere(BsonDocument document, @Nullable BsonDocument found) {
            return document.equals(found) || (found != null && chosen.contains(document.get("_id")));
        }
    }
}
