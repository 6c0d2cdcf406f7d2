package dev.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.OutputSchemas;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every command prints as JSON; {@link CliRunner} checks each document against its schema. */
@Tag("program")
class JsonOutputIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path project;

    private final Set<String> printed = new TreeSet<>();

    @Test
    void every_command_prints_what_its_schema_says() throws IOException {
        var mongo = MongoServer.any();
        try (Database database = PostgresServer.any().createDatabase()) {
            database.run(
                    "create table users (id int primary key, name text)",
                    "create schema audit",
                    "create table audit.log (id int)");
            var seedbank = CliRunner.in(project)
                    .file("seedbank.yaml", """
                            seedbank:
                              stores:
                                main:
                                  url: %s
                                content:
                                  url: %s
                              backups:
                                directory: copies
                            """.formatted(database.url(), mongo.url(mongo.database())))
                    .file("seeds/demo/main/users.json", "[{\"id\": 1, \"name\": \"Ada\"}]")
                    .file("seeds/demo/content/posts.json", "[{\"title\": \"One\"}]");
            json(seedbank, 0, "init", "--quick");
            json(seedbank, 0, "init", "--dry-run");
            seedbank.file("seeds/extra/main/users.json", "[{\"id\": 2, \"nmae\": \"Bob\"}]");
            var seeded = json(seedbank, 1, "seed");
            assertThat(seeded.at("/error/where/file").asText()).isEqualTo("seeds/extra/main/users.json");
            assertThat(seeded.at("/error/where/collection").asText()).isEqualTo("users");
            assertThat(seeded.at("/error/where/store").asText()).isEqualTo("main");
            json(seedbank, 0, "seed", "demo");
            json(seedbank, 0, "seed", "--dry-run", "demo");
            json(seedbank, 0, "seed", "status", "demo");
            assertThat(json(seedbank, 1, "seed", "status")
                            .at("/error/where/file")
                            .asText())
                    .isEqualTo("seeds/extra/main/users.json");
            json(seedbank, 0, "backup", "--dry-run");
            var backup = json(seedbank, 0, "backup").get("name").asText();
            json(seedbank, 0, "backup", "list");
            json(seedbank, 0, "backup", "show", backup);
            json(seedbank, 0, "backup", "verify", backup);
            assertThat(json(seedbank, 0, "status").at("/seeds/seeded").asInt()).isEqualTo(2);
            json(seedbank, 0, "maintenance");
            json(seedbank, 0, "config");
            json(seedbank, 0, "clean", "--dry-run");
            json(seedbank, 0, "clean", "-y", "--no-safety-backup");
            var notUndone = json(seedbank, 2, "undo", "-y");
            assertThat(notUndone.at("/error/code").asText()).isEqualTo("usage");
            json(seedbank, 0, "seed", "demo");
            json(seedbank, 0, "clean", "-y");
            json(seedbank, 0, "undo", "--dry-run");
            json(seedbank, 0, "undo", "-y");
            json(seedbank, 0, "restore", "--dry-run", backup);
            json(seedbank, 0, "restore", "-y", backup);
            json(seedbank, 0, "backup", "list");
            json(seedbank, 0, "backup", "delete", "--dry-run", backup);
            json(seedbank, 0, "man", "pages");
            json(seedbank, 0, "migrate", "create", "--name", "create tags");
            var pending = json(seedbank, 5, "migrate", "status");
            assertThat(pending.at("/error/code").asText()).isEqualTo("check-failed");
            assertThat(pending.at("/error/where/store").asText()).isEqualTo("main");
            var status = json(seedbank, 5, "status");
            assertThat(status.at("/stores/0/migrations/pending/0").asText()).endsWith("create_tags.sql");
            assertThat(status.at("/error")).isEqualTo(pending.at("/error"));
            json(seedbank, 0, "migrate", "validate");
            json(seedbank, 0, "migrate", "lint");
            json(seedbank, 0, "migrate", "baseline", "--version", "1", "--dry-run");
            database.run("create table schema_migrations (version text)", "insert into schema_migrations values ('1')");
            json(seedbank, 0, "migrate", "import", "--dry-run");
            json(seedbank, 0, "migrate", "--dry-run");
            json(seedbank, 0, "migrate");
            json(seedbank, 0, "migrate", "rollback", "--steps", "1", "-y");
            json(seedbank, 0, "migrate", "repair", "--applied", "1");
            json(seedbank, 0, "migrate", "status");
            json(seedbank, 0, "index", "pull");
            json(seedbank, 0, "index", "status");
            seedbank.file("indexes/main/users.yaml", "indexes: [name]");
            json(seedbank, 0, "index", "apply", "--dry-run");
            json(seedbank, 0, "index", "apply");
            seedbank.file("indexes/main/users.yaml", "indexes: []");
            var undeclared = json(seedbank, 5, "index", "status");
            assertThat(undeclared.at("/indexes/0/state").asText()).isEqualTo("undeclared");
            json(seedbank, 5, "status");
            json(seedbank, 0, "index", "prune", "--dry-run");
            json(seedbank, 0, "index", "prune", "-y");
            json(seedbank, 0, "backup", "show", backup);
            seedbank.file("seeds/extra/main/users.json", "[{\"id\": 2, \"name\": \"Bob\"}]");
            seedbank.file("models/main/users.json", "{\"properties\": {\"id\": {}}}");
            json(seedbank, 5, "model", "check");
            json(seedbank, 0, "model", "apply", "--dry-run");
            json(seedbank, 0, "model", "apply");
            json(seedbank, 0, "model", "infer");
            json(seedbank, 0, "pull", "--dry-run");
            json(seedbank, 0, "pull");
            assertThat(json(seedbank, 0, "push").at("/stores/0/statements").size())
                    .isZero();
            database.run("alter table users add age int");
            json(seedbank, 0, "push", "--dry-run");
            json(seedbank, 0, "push", "--plan", "change.json");
            var drift = json(seedbank, 5, "schema", "diff");
            assertThat(drift.at("/stores/0/statements").size()).isPositive();
            json(seedbank, 0, "generate", "--name", "all", "--dry-run");
            json(seedbank, 5, "generate", "--check");
            var pushed = json(seedbank, 0, "push", "--force", "-y");
            assertThat(pushed.at("/stores/0/statements/0/effects/0/lock").asText())
                    .isEqualTo("access exclusive");
            json(seedbank, 0, "init");
            json(seedbank, 0, "init", "--reset", "--dry-run");
            json(seedbank, 0, "reset", "--dry-run");
            json(seedbank, 0, "reset", "-y");
            assertThat(printed)
                    .containsAll(OutputSchemas.commands().stream()
                            .filter(command -> !command.equals("backup-delete"))
                            .toList());
            Files.delete(
                    project.resolve("copies").resolve(backup).resolve("main").resolve("users.json"));
            var verified = json(seedbank, 5, "backup", "verify", backup);
            assertThat(verified.get("intact").asBoolean()).isFalse();
            assertThat(verified.at("/error/code").asText()).isEqualTo("check-failed");
            assertThat(verified.at("/error/exit").asInt()).isEqualTo(5);
            assertThat(verified.at("/error/where/backup").asText()).isEqualTo(backup);
            var damaged = json(seedbank, 1, "restore", "-y", backup).at("/error/where");
            assertThat(damaged.get("backup").asText()).isEqualTo(backup);
        }
    }

    @Tag("jar")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | usage         | status --stor x                   | option --stor",
                "2 | usage         | nothing                           |",
                "2 | not-found     | status --store nothing            | store nothing",
                "2 | not-found     | backup show nothing               | backup nothing",
                "2 | not-found     | backup -s main --collection none  | collection none",
                "2 | not-found     | clean -s main --table none        | collection none",
                "3 | not-confirmed | clean -s main                     |",
                "3 | refused       | clean --profile prod              |",
                "4 | no-connection | backup --store gone               | store gone",
            })
    void a_failure_is_a_document(int exit, String code, String typed, @Nullable String where) {
        try (Database database = PostgresServer.any().createDatabase()) {
            var seedbank = CliRunner.in(project).file("seedbank.yaml", """
                    seedbank:
                      stores:
                        main:
                          url: %s
                        gone:
                          url: postgresql://127.0.0.1:1/gone
                    """.formatted(database.url()));
            var failed = json(seedbank, exit, typed.split(" ", -1));
            assertThat(failed.fieldNames()).toIterable().containsExactly("error");
            assertThat(failed.at("/error/code").asText()).isEqualTo(code);
            assertThat(failed.at("/error/exit").asInt()).isEqualTo(exit);
            if (where != null) {
                var fact = where.split(" ", 2);
                assertThat(failed.at("/error/where/" + fact[0]).asText()).isEqualTo(fact[1]);
            }
            assertThat(OutputSchemas.problems("backup-show", failed)).isEmpty();
        }
    }

    @Test
    void every_command_has_a_schema() {
        assertThat(OutputSchemas.commands())
                .hasSizeGreaterThan(10)
                .allSatisfy(command -> assertThat(OutputSchemas.file(command)).exists());
    }

    private JsonNode json(CliRunner seedbank, int exit, String... words) {
        var all = Stream.concat(Stream.of(words), Stream.of("-o", "json")).toArray(String[]::new);
        var result = seedbank.run(all);
        assertThat(result).exits(exit);
        printed.add(words[0]);
        if (words.length > 1) {
            printed.add(words[0] + "-" + words[1]);
        }
        try {
            return JSON.readTree(result.out());
        } catch (IOException e) {
            throw new AssertionError(result.out(), e);
        }
    }
}
