package dev.seedbank.backend.mongo.index;

import dev.seedbank.backend.IndexChange;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** What puts an index right. Specifications are as {@code createIndexes} takes them, with a name. */
sealed interface MongoChange extends IndexChange {
    record Create(String collection, BsonDocument specification) implements MongoChange {
        @Override
        public Way way() {
            return Way.CREATE;
        }

        @Override
        public List<String> statements() {
            return List.of("createIndexes %s: %s".formatted(collection, IndexWords.flow(specification)));
        }
    }

    /**
     * Changed where it is.
     *
     * @param settings as {@code collMod} takes them for an index, without its name
     * @param unique whether it is to become unique, which takes two steps
     * @param replacement for a server that cannot do that
     */
    record Alter(String collection, String name, BsonDocument settings, boolean unique, Replace replacement)
            implements MongoChange {
        @Override
        public Way way() {
            return Way.ALTER;
        }

        @Override
        public List<String> statements() {
            var statements = new ArrayList<String>();
            if (!settings.isEmpty()) {
                statements.add(statement(settings));
            }
            if (unique) {
                statements.add(statement(BsonDocument.parse("{prepareUnique: true}")));
                statements.add(statement(BsonDocument.parse("{unique: true}")));
            }
            return statements;
        }

        private String statement(BsonDocument change) {
            var index = new BsonDocument("name", new BsonString(name));
            index.putAll(change);
            return "collMod %s: %s".formatted(collection, IndexWords.flow(new BsonDocument("index", index)));
        }
    }

    /** @param old as {@code createIndexes} takes it */
    record Replace(String collection, BsonDocument specification, BsonDocument old) implements MongoChange {
        @Override
        public Way way() {
            return Way.REPLACE;
        }

        @Override
        public List<String> statements() {
            return List.of(
                    "createIndexes %s: %s".formatted(collection, IndexWords.flow(specification)),
                    "dropIndexes %s: %s".formatted(collection, oldName()));
        }

        String oldName() {
            return old.getString("name").getValue();
        }
    }

    /** @param old as {@code createIndexes} takes it */
    record Drop(String collection, BsonDocument old) implements MongoChange {
        @Override
        public Way way() {
            return Way.DROP;
        }

        @Override
        public List<String> statements() {
            return List.of("dropIndexes %s: %s".formatted(collection, name()));
        }

        String name() {
            return old.getString("name").getValue();
        }
    }

    /** Of an index of the server's search engine, which a command changes without interrupting searches. */
    record Search(Way way, BsonDocument command) implements MongoChange {
        @Override
        public List<String> statements() {
            return List.of(IndexWords.flow(command));
        }
    }
}
