package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.Script.Direction;
import dev.seedbank.config.TextFile;
import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.JsonScanner;
import dev.seedbank.yaml.YamlDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A file with lists of commands under {@code up} and {@code down}, in YAML or JSON. Both scripts are the whole file: the direction says
 * which list is meant. It is small: what it inserts in bulk is in files beside it.
 */
final class CommandFile {
    private CommandFile() {}

    /** @throws dev.seedbank.failure.UsageFailure if it has no {@code up}, or is larger than 1 MiB */
    static Directions read(SourceFile file) {
        var names = names(file);
        if (!names.contains("up")) {
            throw Fault.of(
                    file.shown(),
                    "has no 'up'",
                    "Write what it does as a list of commands under up:, and what reverts it under down:.");
        }
        var none = ScriptOptions.NONE;
        var down = Optional.of("down").filter(names::contains);
        return new Directions(
                none.script(file, Direction.UP, file.whole()),
                down.map(it -> none.script(file, Direction.DOWN, file.whole())));
    }

    private static Set<String> names(SourceFile file) {
        try {
            var text = TextFile.read(file.path(), file.shown());
            return file.name().endsWith(".json") ? json(file, text) : yaml(file, text);
        } catch (IOException e) {
            throw Fault.unreadable(file.shown(), e);
        }
    }

    private static Set<String> yaml(SourceFile file, String text) {
        var document = new YamlDocument(file.shown(), UnaryOperator.identity());
        return document.parse(text).map(document::map).map(it -> it.keySet()).orElse(Set.of());
    }

    private static Set<String> json(SourceFile file, String text) throws IOException {
        var in = new JsonInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        var scanner = new JsonScanner(in);
        var names = new HashSet<String>();
        try {
            in.expect('{');
            if (!in.take('}')) {
                do {
                    names.add(scanner.name());
                    scanner.skip();
                } while (in.take(','));
                in.expect('}');
            }
            return names;
        } catch (JsonRejected e) {
            throw Fault.at(file.shown(), in.line(), "not valid JSON: " + e.getMessage(), "Fix that line.");
        }
    }
}
