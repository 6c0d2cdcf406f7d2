package dev.seedbank.backend.mongo.script;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;

/** What a migration does, one thing of it. Values are as the file has them; within an {@link Each} they may hold <code>${field}</code>. */
public sealed interface Step {
    Place place();

    /**
     * Where it stands in the file.
     *
     * @param name the command's, as it is written there
     * @param text the same for the same step, however it is laid out
     */
    record Place(int line, String name, String text) {}

    /** One that changes data and may be told to run exactly once: in a transaction with its note in the history. */
    sealed interface Once extends Step {
        boolean once();
    }

    /**
     * @param documents what to insert, if it stands in the migration itself
     * @param file beside the migration, with the documents; empty: they stand here
     */
    record Insert(Place place, String collection, List<BsonDocument> documents, Optional<String> file) implements Step {
        public Insert {
            documents = List.copyOf(documents);
        }
    }

    /**
     * Also replaces a document.
     *
     * @param change a document, or a pipeline
     * @param options of the server's {@code update} command: upsert, arrayFilters, collation, hint
     * @param batch how many documents at a time; 0: all at once
     */
    record Update(
            Place place,
            String collection,
            boolean many,
            BsonDocument filter,
            BsonValue change,
            BsonDocument options,
            int batch,
            boolean once)
            implements Once {}

    /** @param batch how many documents at a time; 0: all at once */
    record Delete(
            Place place,
            String collection,
            boolean many,
            BsonDocument filter,
            BsonDocument options,
            int batch,
            boolean once)
            implements Once {}

    /** An aggregation that writes its result into a collection. */
    record Aggregate(Place place, String collection, BsonArray pipeline, BsonDocument options) implements Step {}

    /**
     * What changes structure: the server's command.
     *
     * @param admin whether it is run in the database {@code admin}
     * @param created whether it makes a collection or an index, which a transaction may do if its file wants that
     * @param harmless the server's codes for "there is nothing to do"
     * @param doneBefore the server's codes that say, when the step runs once more after a kill, that it was done
     */
    record Command(
            Place place,
            BsonDocument command,
            boolean admin,
            boolean created,
            Set<Integer> harmless,
            Set<Integer> doneBefore)
            implements Step {
        /** The collection that it is about; empty for users and roles. */
        public String collection() {
            var name = command.getFirstKey();
            return name.endsWith("User") || name.endsWith("Role") ? "" : named(name);
        }

        /** What {@code renameCollection} makes of it. */
        public String renamed() {
            return named("to");
        }

        /** {@code renameCollection} names the database, too. */
        private String named(String key) {
            var name = command.getString(key, new BsonString("")).getValue();
            return admin ? name.substring(name.indexOf('.') + 1) : name;
        }
    }

    /** Steps that run if a condition holds when it is their turn. */
    record When(Place place, Condition condition, List<Step> steps) implements Step {
        public When {
            steps = List.copyOf(steps);
        }
    }

    /** Steps that run for each document, in the order of {@code _id}. */
    record Each(
            Place place,
            String collection,
            BsonDocument filter,
            BsonDocument projection,
            List<Step> steps,
            boolean once)
            implements Once {
        public Each {
            steps = List.copyOf(steps);
        }
    }

    /** A program. */
    record Exec(Place place, List<String> words) implements Step {
        public Exec {
            words = List.copyOf(words);
        }
    }

    /** What is asked before steps run. */
    sealed interface Condition {
        /** @param most {@link Long#MAX_VALUE} if there may be any number more */
        record Count(String collection, BsonDocument filter, long least, long most) implements Condition {}

        record Exists(String collection, boolean wanted) implements Condition {}
    }

    /** This one, and all that are in it. */
    default Stream<Step> all() {
        Stream<Step> within = switch (this) {
            case When when -> when.steps().stream().flatMap(Step::all);
            case Each each -> each.steps().stream().flatMap(Step::all);
            case Insert _, Update _, Delete _, Aggregate _, Command _, Exec _ -> Stream.empty();
        };
        return Stream.concat(Stream.of(this), within);
    }

    /** Why it cannot be in a transaction, in words that follow its name; empty if it can. */
    default Optional<String> outsideTransactions() {
        return switch (this) {
            case Update update when update.batch() > 0 -> Optional.of("goes on batch by batch");
            case Delete delete when delete.batch() > 0 -> Optional.of("goes on batch by batch");
            case Aggregate _ -> Optional.of("writes with $out or $merge");
            case Command _ -> Optional.of("changes structure");
            case Exec _ -> Optional.of("is a program");
            case Insert _, Update _, Delete _, When _, Each _ -> Optional.empty();
        };
    }
}
