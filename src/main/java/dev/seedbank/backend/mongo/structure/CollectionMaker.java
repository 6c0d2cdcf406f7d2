package dev.seedbank.backend.mongo.structure;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.backend.mongo.connection.ServerCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * Makes a collection and its indexes as a definition has them, as far as the server goes along: what it refuses, and what is
 * not needed to keep the documents as they are, is left out and told.
 */
public final class CollectionMaker {
    /** Without these the collection would be another one, or take other documents. */
    private static final Set<String> NEEDED = Set.of(
            "capped",
            "size",
            "max",
            "timeseries",
            "clusteredIndex",
            "expireAfterSeconds",
            "viewOn",
            "pipeline",
            "collation",
            "encryptedFields",
            "validator");

    /** BadValue, FailedToParse, TypeMismatch, IllegalOperation, CommandNotFound, CannotCreateIndex, InvalidOptions, CommandNotSupported, InvalidIndexSpecificationOption, NotImplemented, IDLUnknownField. */
    private static final Set<Integer> NOT_AS_SPECIFIED = Set.of(2, 9, 14, 20, 59, 67, 72, 115, 197, 238, 40415);

    private final MongoDatabase database;
    private final String name;
    private final Consumer<String> leftOut;

    /** @param leftOut is told what is left out, and why, in words that stand behind the collection's name and a colon */
    public CollectionMaker(MongoDatabase database, String name, Consumer<String> leftOut) {
        this.database = database;
        this.name = name;
        this.leftOut = leftOut;
    }

    public void create(BsonDocument options) {
        var taken = new BsonDocument();
        taken.putAll(options);
        while (true) {
            try {
                run(taken);
                return;
            } catch (MongoCommandException e) {
                var option = refused(taken, e);
                taken.remove(option);
                leftOut.accept("the option '%s' is left out: %s".formatted(option, MongoErrors.reason(e)));
            }
        }
    }

    private void run(BsonDocument options) {
        var command = new BsonDocument("create", new BsonString(name));
        command.putAll(options);
        if (command.get("timeseries") instanceof BsonDocument series && series.containsKey("granularity")) {
            // The server lists what it made of the granularity, and does not take both.
            var asked = series.clone();
            asked.remove("bucketMaxSpanSeconds");
            asked.remove("bucketRoundingSeconds");
            command.put("timeseries", asked);
        }
        create(Definition.withoutCollationVersion(command), false);
    }

    /** @param again whether the first attempt may have succeeded, and only its answer been lost */
    private void create(BsonDocument command, boolean again) {
        try {
            ServerCommand.once(database, command);
        } catch (MongoException e) {
            if (again && e.getCode() == MongoErrors.NAMESPACE_EXISTS) {
                return;
            }
            if (again || !ServerCommand.isInterruption(e)) {
                throw e;
            }
            create(command, true);
        }
    }

    /** The option that the server's words name, else any that is not needed. */
    private static String refused(BsonDocument options, MongoCommandException e) {
        if (!NOT_AS_SPECIFIED.contains(e.getErrorCode())) {
            throw e;
        }
        var candidates = options.keySet().stream()
                .filter(option -> !NEEDED.contains(option))
                .toList();
        return candidates.stream()
                .filter(e.getErrorMessage()::contains)
                .findFirst()
                .or(() -> candidates.stream().findFirst())
                .orElseThrow(() -> e);
    }

    /** In one pass over the documents, if the server takes them all. */
    public void index(List<BsonDocument> indexes) {
        if (indexes.isEmpty()) {
            return;
        }
        try {
            createIndexes(indexes);
        } catch (MongoCommandException e) {
            if (!NOT_AS_SPECIFIED.contains(e.getErrorCode())) {
                throw e;
            }
            if (indexes.size() > 1) {
                indexes.forEach(index -> index(List.of(index)));
            } else {
                indexAsToday(indexes.getFirst(), e);
            }
        }
    }

    /** Servers before 4.2 took indexes that later ones do not. */
    private void indexAsToday(BsonDocument index, MongoCommandException refused) {
        var today = LegacyIndex.asToday(index);
        try {
            if (!today.equals(index)) {
                createIndexes(List.of(today));
                return;
            }
        } catch (MongoCommandException e) {
            if (!NOT_AS_SPECIFIED.contains(e.getErrorCode())) {
                throw e;
            }
        }
        leftOut.accept("the index '%s' is left out: %s"
                .formatted(index.getString("name").getValue(), MongoErrors.reason(refused)));
    }

    private void createIndexes(List<BsonDocument> indexes) {
        ServerCommand.run(
                database,
                new BsonDocument("createIndexes", new BsonString(name))
                        .append("indexes", new BsonArray(new ArrayList<>(indexes))));
    }
}
