package dev.seedbank.examples;

import dev.seedbank.testing.CliRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A copy of an example project to work in. */
final class Example {
    private static final Pattern WORKFLOW = Pattern.compile("## Its workflow\\n\\n```bash\\n(.*?)```", Pattern.DOTALL);

    private Example() {}

    /** The commands under that heading of a project's document. */
    static String workflow(CliRunner seedbank) throws IOException {
        var document = Files.readString(seedbank.project().resolve("README.md"));
        var found = WORKFLOW.matcher(document);
        if (!found.find()) {
            throw new AssertionError("no workflow in:\n" + document);
        }
        return found.group(1);
    }

    static Path copy(String name, Path target) {
        var source = Path.of("examples", name);
        try (var paths = Files.walk(source)) {
            for (var path : paths.toList()) {
                var copy = target.resolve(source.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
