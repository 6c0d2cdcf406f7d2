package dev.seedbank.examples;

import dev.seedbank.testing.CliRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A copy of an example project to work in. */
final class Example {
    private Example() {}

    /** The commands of a project's document under "Its workflow". */
    static String workflow(CliRunner seedbank) throws IOException {
        return workflow(seedbank, "Its workflow");
    }

    /** The first commands of a project's document below that heading. */
    static String workflow(CliRunner seedbank, String heading) throws IOException {
        var document = Files.readString(seedbank.project().resolve("README.md"));
        var below = Pattern.compile("#+ " + Pattern.quote(heading) + "\\n[^#]*?```bash\\n(.*?)```", Pattern.DOTALL);
        var found = below.matcher(document);
        if (!found.find()) {
            throw new AssertionError("no commands below '%s' in:\n%s".formatted(heading, document));
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
