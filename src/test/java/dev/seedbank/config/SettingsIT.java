package dev.seedbank.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees whose settings are wrong, lie elsewhere, or are written as other programs want them. No server is asked. */
@Tag("program")
class SettingsIT {
    private static final String GOOD = "seedbank: {stores: {main: {url: \"${DATABASE_URL}\"}}}\n";
    private static final String URL = "postgresql://me:s3cret@127.0.0.1:1/shop";

    @TempDir
    Path project;

    private CliRunner seedbank;

    @BeforeEach
    void inAProject() {
        seedbank = CliRunner.in(project);
    }

    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of(
                        "seedbank:\n  stores:\n    - name: main\n      url: ${DATABASE_URL}\n",
                        "seedbank.yaml:3: 'seedbank.stores' is a list; stores are written by their names",
                        "    stores:\n      main:\n        url: ${DATABASE_URL}"),
                Arguments.of(
                        "seedbank:\nstores:\n  main:\n    url: x\n",
                        "seedbank.yaml:2: 'stores' must stand below 'seedbank', indented",
                        "    seedbank:\n      stores:\n        main:\n"),
                Arguments.of(
                        "seedbank:\n  stores:\n    main:\n      url: \"$DATABASE_URL\"\n",
                        "seedbank.yaml:4: '$DATABASE_URL' is not how a variable is written",
                        "url: ${DATABASE_URL}"),
                Arguments.of(
                        "seedbank:\n  stores:\n    main:\n      url: {{ env.MY_URL }}\n",
                        "seedbank.yaml:4: '{{ … }}' is not how a variable is written",
                        "url: ${MY_URL}"),
                Arguments.of(
                        "seedbank:\n  stores:\n    main:\n      url: \"{{ env.MY_URL }}\"\n",
                        "seedbank.yaml:4: '{{ env.MY_URL }}' is not how a variable is written",
                        "url: ${MY_URL}"),
                Arguments.of(
                        "seedbank: {stores: {main: {url: ${DATABASE_URL}}}}\n",
                        "seedbank.yaml:1: not valid YAML",
                        "in quotes there: {url: \"${DATABASE_URL}\"}"),
                Arguments.of(
                        "seedbank:\n  stores:\n    main: " + URL + "\n",
                        "seedbank.yaml:3: 'seedbank.stores.main' is a single value; keys belong below it",
                        "    main:\n      url: …"),
                Arguments.of(
                        "seedbank:\n  stores:\n    main:\n    url: " + URL + "\n",
                        "seedbank.yaml:4: 'url' must stand below a store's name, indented",
                        "      main:\n        url: ${DATABASE_URL}"),
                Arguments.of(
                        "seedbank: {environment: prod, stores: {main: {url: 'postgresql://h/d'}}}\n",
                        "seedbank.yaml:1: 'prod' is not an environment",
                        "Did you mean 'production'?"),
                Arguments.of(
                        "seedbank: {stores: {main: {url: 'postgresql://u:p/s3c@ret@h/d'}}}\n",
                        "Store 'main': the database URL has a special character in its password",
                        "@ as %40"),
                Arguments.of("%prod:\n  seedbank: {}\n", "seedbank.yaml:1: not valid YAML", "\"%prod\":"),
                Arguments.of("seedbank:\n\tstores:\n", "seedbank.yaml:2: not valid YAML", "not tabs"),
                Arguments.of(
                        "seedbank: &a\n  stores: *a\n",
                        "seedbank.yaml:1: an alias is inside the value that it refers to",
                        "Write the values out"),
                Arguments.of("- a\n", "seedbank.yaml:1: the file must hold keys and values", "seedbank:\n"),
                Arguments.of("seedbank:\n", "seedbank.yaml names no store", "    seedbank:\n      stores:\n"),
                Arguments.of("seedbank: {}\nseedbank: {}\n", "seedbank.yaml:2: duplicate key 'seedbank'", "Remove one"),
                Arguments.of(
                        "seedbank: {allow: [bakup], stores: {main: {url: 'postgresql://h/d'}}}\n",
                        "'seedbank.allow' cannot be 'bakup'",
                        "Did you mean 'backup'?"),
                Arguments.of(
                        "seedbank: {stores: {main: {url: 'postgresql://h/d', databases: 'x_*'}}}\n",
                        "'databases' is for MongoDB",
                        "a store for each database"),
                Arguments.of(
                        "seedbank: {stores: {main: {url: 'mysql://h/d'}}}\n",
                        "no database engine for the URL scheme 'mysql'",
                        "Known:"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_told_with_its_line_and_what_to_write(String yaml, String what, String advice) {
        seedbank = seedbank.env("DATABASE_URL", URL).file("seedbank.yaml", yaml);
        for (var command : List.of("config", "status")) {
            assertThat(seedbank.run(command)).exits(2).warns(what, advice).neverSays("s3cret", "Exception");
        }
    }

    @Test
    void other_encodings_are_told() throws IOException {
        Files.write(project.resolve("seedbank.yaml"), "# größe\nseedbank: {}\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(seedbank.run("status")).exits(2).warns("seedbank.yaml:1: the file is not UTF-8", "Save it as UTF-8");
        Files.write(project.resolve("seedbank.yaml"), GOOD.getBytes(StandardCharsets.UTF_16));
        assertThat(seedbank.run("status")).exits(2).warns("the file is UTF-16, not UTF-8");
        Files.writeString(project.resolve("seedbank.yaml"), "\uFEFF" + GOOD.replace("\n", "\r\n"));
        assertThat(seedbank.env("DATABASE_URL", URL).run("config")).exits(0).prints("seedbank.stores.main.url");
    }

    /** Aliases of aliases make a small file stand for a large one. */
    @ParameterizedTest
    @ValueSource(strings = {"seedbank.yaml", "seeds/seed.yaml", ".env"})
    void what_has_no_end_is_refused_at_once(String file) {
        var bomb = new StringBuilder("a0: &a0 {x: 1}\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d {l: *a%d, r: *a%d}\n".formatted(i, i, i - 1, i - 1));
        }
        try (var db = PostgresServer.any().createDatabase()) {
            seedbank = seedbank.env("DATABASE_URL", db.url()).file("seeds/a.json", "[]");
            for (var text : List.of(bomb.toString(), "a: &a [*a]\n", "a: \"" + "x".repeat(100 << 20) + "\"\n")) {
                var result = seedbank.file(file, text).run("seed");
                if (!file.equals(".env") || text.length() > 1 << 20) {
                    assertThat(result).exits(2).warns(file).neverSays("Internal error");
                }
                // Alone on a machine it is a moment.
                assertThat(result.duration()).isLessThan(Duration.ofSeconds(20));
            }
        }
    }

    @Test
    void settings_are_found_in_parents_up_to_the_repository() throws IOException {
        seedbank = CliRunner.in(Files.createDirectories(project.resolve("app/src/deep")))
                .env("DATABASE_URL", URL);
        Files.writeString(project.resolve("app/seedbank.yml"), GOOD + "# \n");
        assertThat(seedbank.without("DATABASE_URL").run("config")) // no repository, no search
                .exits(2)
                .warns(
                        "No database is configured",
                        "Found ../../seedbank.yml, but parent folders are searched only inside a Git repository. Run Seedbank there, or add --config ../../seedbank.yml.");
        Files.createDirectories(project.resolve("app/.git"));
        assertThat(seedbank.run("config"))
                .exits(0)
                .prints("../../seedbank.yml:1", "postgresql://me:***@127.0.0.1:1/shop");
        Files.writeString(project.resolve("app/.env"), "DATABASE_URL=postgresql://file/x\n");
        assertThat(seedbank.without("DATABASE_URL").run("config")).exits(0).prints("postgresql://file/x");
        assertThat(seedbank.run("backup", "list")).exits(0);
        Files.createDirectories(project.resolve("app/backups/old"));
        Files.writeString(project.resolve("app/src/seedbank.yaml"), GOOD);
        assertThat(seedbank.run("config")).exits(0).prints("../seedbank.yaml:1");
        Files.writeString(project.resolve("app/src/seedbank.yml"), GOOD);
        assertThat(seedbank.run("config"))
                .exits(2)
                .warns("There are both seedbank.yaml and seedbank.yml in", "Remove one of them");
        Files.delete(project.resolve("app/src/seedbank.yml"));
        Files.delete(project.resolve("app/src/seedbank.yaml"));
        Files.createDirectory(project.resolve("app/src/seedbank.yaml"));
        assertThat(seedbank.run("config")).exits(2).warns("is a folder, not a file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seedbank.yaml.example",
                "seedbnk.yaml",
                "config/seedbank.yaml",
                "seedbank.dev.yml",
                "Seedbank.YAML"
            })
    void what_lies_nearby_is_named(String name) {
        assertThat(seedbank.file(name, GOOD).run("status"))
                .exits(2)
                .warns("there is no seedbank.yaml here", "Found " + name);
    }

    @Test
    void a_variable_adds_sensitive_fields_and_takes_none_away() {
        seedbank = seedbank.env("DATABASE_URL", URL)
                .file(
                        "seedbank.yaml",
                        GOOD.replace("{stores", "{sensitive: [users.password_hash, users.email], stores"));
        for (var added : List.of("users.email, *.api_key", "*.api_key")) {
            assertThat(seedbank.env("SEEDBANK_SENSITIVE", added).run("config"))
                    .exits(0)
                    .prints("users.password_hash, users.email, *.api_key")
                    .prints("seedbank.yaml:1 and environment variable SEEDBANK_SENSITIVE");
        }
        assertThat(seedbank.env("SEEDBANK_SENSITIVE", "").run("config"))
                .exits(0)
                .prints("users.password_hash, users.email");
        assertThat(seedbank.env("SEEDBANK_SENSITIVE", "nothing").run("config"))
                .exits(2)
                .warns("'nothing' names no field");
    }

    @Test
    void a_variable_that_belongs_to_no_setting_is_refused_with_the_nearest() {
        seedbank = seedbank.env("DATABASE_URL", URL).file("seedbank.yaml", GOOD);
        assertThat(seedbank.env("SEEDBANK_STORES_MIAN_URL", URL).run("config"))
                .exits(2)
                .warns("SEEDBANK_STORES_MIAN_URL belongs to no setting", "Did you mean 'SEEDBANK_STORES_MAIN_URL'?")
                .neverSays("s3cret");
        assertThat(seedbank.env("SEEDBANK_FOO", "x").run("config"))
                .exits(2)
                .warns("SEEDBANK_FOO belongs to no setting")
                .neverSays("Did you mean");
        assertThat(seedbank.file(".env", "A=1\nSEEDBANK_BACKUP_LAYOUT=file\n").run("config"))
                .exits(2)
                .warns(".env:2: there is no setting SEEDBANK_BACKUP_LAYOUT", "'SEEDBANK_BACKUPS_LAYOUT'");
        seedbank = seedbank.file(".env", "SEEDBANK_DB_URL=postgresql://named/x\n")
                .file("seedbank.yaml", "seedbank: {stores: {main: {url: \"${SEEDBANK_DB_URL}\"}}}\n")
                .env("SEEDBANK_SERVICE_HOST", "10.0.0.1")
                .env("SEEDBANK_PORT_5432_TCP_ADDR", "10.0.0.1")
                .env("SEEDBANK_TEST_POSTGRES_URL", URL);
        assertThat(seedbank.run("config")).exits(0).prints("postgresql://named/x");
        assertThat(seedbank.env("SEEDBANK_BACKUPS_LAYOUT", "fiel").run("config"))
                .exits(2)
                .warns("environment variable SEEDBANK_BACKUPS_LAYOUT: 'seedbank.backups.layout' cannot be 'fiel'");
    }

    @Test
    void a_profile_of_another_name_and_a_variable_that_lowers_are_refused() {
        seedbank = seedbank.env("DATABASE_URL", URL).file("seedbank.yaml", GOOD);
        assertThat(seedbank.run("status", "--profile", "prdo"))
                .exits(2)
                .warns("There is no profile 'prdo'", "Did you mean 'prod'?");
        assertThat(seedbank.run("status", "--profile", "production")).exits(2).warns("Did you mean 'prod'?");
        assertThat(seedbank.env("SEEDBANK_ENVIRONMENT", "development").run("clean", "--confirm", "--profile", "prod"))
                .exits(2)
                .warns("can only raise");
        assertThat(seedbank.env("SEEDBANK_ENVIRONMENT", "production").run("clean", "--confirm"))
                .exits(3)
                .warns("'clean' is refused in production");
    }

    @Test
    void what_config_shows_is_masked_and_jdbc_is_accepted() {
        var config = seedbank.env(
                "DATABASE_URL", "jdbc:postgresql://h/d?user=u&password=s3cret&passwd=s3cret&sslmode=require");
        assertThat(config.run("config"))
                .exits(0)
                .prints("jdbc:postgresql://h/d?user=u&password=***&passwd=***&sslmode=require")
                .neverSays("s3cret");
        for (var url :
                List.of("postgresql://u:s3c@re@t/s3cret@h/d", "postgresql://u:s3cret/d", "mongodb://u:s3cret:x@h/d")) {
            assertThat(seedbank.env("DATABASE_URL", url).run("config", "--output", "json"))
                    .neverSays("s3c", "re@t", "cret");
        }
    }

    @Test
    void a_dot_env_that_is_a_folder_or_partly_wrong_is_no_obstacle() throws IOException {
        Files.createDirectory(project.resolve(".env"));
        assertThat(seedbank.env("DATABASE_URL", URL).run("config")).exits(0);
        Files.delete(project.resolve(".env"));
        seedbank.file(".env", "OTHER=\"open\nDATABASE_URL='" + URL + "'\r\n");
        assertThat(seedbank.run("config")).exits(0).prints("me:***@127.0.0.1");
        seedbank.file(".env", "DATABASE_URL=\"" + URL + "\n");
        assertThat(seedbank.run("config"))
                .exits(2)
                .warns(".env:1: the value of DATABASE_URL cannot be read: its quote is not closed")
                .neverSays("s3cret");
    }
}
