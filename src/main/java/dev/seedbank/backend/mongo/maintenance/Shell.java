package dev.seedbank.backend.mongo.maintenance;

import org.bson.BsonDocument;
import org.bson.BsonString;

/** Commands as people type them into MongoDB's shell. */
final class Shell {
    private Shell() {}

    static String command(String database, BsonDocument command) {
        var quoted = new BsonDocument("n", new BsonString(database)).toJson();
        return "db.getSiblingDB(%s).runCommand(%s)"
                .formatted(
                        quoted.substring(quoted.indexOf(':') + 1, quoted.length() - 1)
                                .strip(),
                        command.toJson());
    }
}
