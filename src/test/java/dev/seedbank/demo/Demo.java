package dev.seedbank.demo;

import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Seeds, backs up, wipes, restores and compares both examples; ends with 1 unless each came back equal. */
public final class Demo {
    private static final String NEXT = """

            To go on, with a database of your own (init --dry-run changes nothing) or with Docker:
              java -jar target/quarkus-app/quarkus-run.jar --help
              DATABASE_URL=postgresql://localhost:5432/shop java -jar target/quarkus-app/quarkus-run.jar init --dry-run
              cd examples/docker-compose && docker compose up
            """;

    private Demo() {}

    public static void main(String... arguments) throws IOException {
        var folder = Files.createTempDirectory("seedbank-demo");
        var endings = new ArrayList<Ending>();
        try {
            endings.add(told(new TaskletsStory(PostgresServer.embedded(), copy("tasklets", folder))));
            endings.add(told(new AladdinStory(MongoServer.embedded(), copy("aladdin", folder))));
        } finally {
            delete(folder);
        }
        System.out.println();
        endings.forEach(System.out::println);
        System.out.print(NEXT);
        System.exit(endings.stream().allMatch(Ending::equal) ? 0 : 1);
    }

    /** How it ended. */
    private record Ending(Story story, String verdict) {
        boolean equal() {
            return verdict.equals("equal");
        }

        @Override
        public String toString() {
            return story.name() + ": " + verdict + story.timing();
        }
    }

    /** One story going wrong does not keep the other from being told. */
    @SuppressWarnings("CatchAndPrintStackTrace") // whoever runs the demo is a developer
    private static Ending told(Story story) {
        try (story) {
            return new Ending(story, story.tell());
        } catch (Story.WentWrong e) {
            return new Ending(story, "FAILED: " + e.getMessage());
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            return new Ending(story, "FAILED: " + e);
        }
    }

    /** Without what an earlier run by hand may have left there. */
    private static Path copy(String example, Path folder) throws IOException {
        var source = Path.of("examples", example);
        var target = folder.resolve(example);
        try (var files = Files.walk(source)) {
            for (var file : files.toList()) {
                var relative = source.relativize(file);
                if (!relative.startsWith("backups") && !relative.startsWith(".env")) {
                    Files.copy(file, target.resolve(relative.toString()));
                }
            }
        }
        return target;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (var file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
