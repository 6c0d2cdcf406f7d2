package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.mongo.script.Values;
import dev.seedbank.yaml.YamlDocument;
import java.util.function.UnaryOperator;
import org.bson.BsonDocument;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/** The server's commands as text: relaxed Extended JSON, which the shell's {@code runCommand} takes, and that of migrations. */
final class CommandText {
    private static final JsonWriterSettings RELAXED =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private CommandText() {}

    static String of(BsonDocument command) {
        return command.toJson(RELAXED);
    }

    /** As a migration reads it. */
    static BsonDocument read(String text) {
        var document = new YamlDocument("the plan", UnaryOperator.identity());
        var root = document.parse(text)
                .orElseThrow(() -> document.failure(1, "a command without text", "Make a new plan."));
        return new Values(document).code(root);
    }
}
