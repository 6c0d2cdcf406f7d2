package dev.seedbank.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Aladdin's guide to database management, its section on workflows line by line. */
@Tag("program")
class AladdinIT {
    private static final List<String> PROJECTS = List.of("open_project1", "open_project2");

    @TempDir
    Path folder;

    private final MongoServer server = MongoServer.any();
    private final String payload = server.database("aladdin");
    private CliRunner seedbank;

    @BeforeEach
    void a_project_with_data_in_both_databases() throws IOException {
        dropProjects();
        Example.copy("aladdin", folder.resolve("aladdin"));
        seedbank = CliRunner.in(folder.resolve("aladdin"))
                .env("DATABASE_URI", server.url(payload))
                .timeout(Duration.ofMinutes(3));
        try (var files = Files.walk(seedbank.project().resolve("open"))) {
            for (var file : files.filter(it -> it.toString().endsWith(".json")).toList()) {
                var documents =
                        Document.parse("{all: " + Files.readString(file) + "}").getList("all", Document.class);
                server.open(file.getParent().getFileName().toString())
                        .getCollection(file.getFileName().toString().replace(".json", ""))
                        .insertMany(documents);
            }
        }
    }

    @AfterEach
    void dropProjects() {
        server.drop(payload);
        PROJECTS.forEach(server::drop);
    }

    @Test
    void seeding_loads_what_the_document_names_and_skips_it_the_second_time() {
        assertThat(seedbank.run("seed")).exits(0);
        assertThat(count("departments")).isEqualTo(6);
        assertThat(count("agents")).isEqualTo(35);
        var before = digest();

        assertThat(seedbank.run("seed")).exits(0).says("skipped");
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void fresh_development_setup() {
        assertThat(seedbank.shell("""
                # 1. Clean everything
                seedbank clean --confirm

                # 2. Seed initial data (agents, departments)
                seedbank seed

                # 3. Seed custom data (optional)
                seedbank seed
                """)).exits(0);

        assertThat(count("agents")).isEqualTo(35);
        assertThat(server.client().listDatabaseNames()).doesNotContainAnyElementsOf(PROJECTS);
    }

    @Test
    @Tag("jar")
    void before_major_changes() throws IOException {
        assertThat(seedbank.run("seed")).exits(0);
        var before = digest();

        assertThat(seedbank.shell("""
                # 1. Create backup
                seedbank backup --name before-migration
                """)).exits(0);

        // 2. Make your changes...
        server.open(payload).getCollection("users").drop();
        server.open(payload)
                .getCollection("agents")
                .updateMany(new Document(), new Document("$set", new Document("x", 1)));
        server.drop("open_project2");

        var name = onlyBackup("before-migration-");
        assertThat(seedbank.shell("""
                # 3. If something goes wrong, restore
                seedbank restore --backup %s --confirm
                """.formatted(name))).exits(0);
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void a_restore_asks_first() throws IOException {
        assertThat(seedbank.shell("seedbank seed\nseedbank backup")).exits(0);
        server.open(payload).getCollection("users").drop();

        try (var run = seedbank.onTerminal("restore")) {
            run.awaitSaying("Which backup?").type("\n");
            run.awaitSaying("(yes/no)").type("no\n");
            assertThat(run.await()).exits(3);
        }
        assertThat(count("users")).isZero();
        try (var run = seedbank.onTerminal("restore")) {
            run.awaitSaying("Which backup?").type("1\n");
            run.awaitSaying("(yes/no)").type("yes\n");
            assertThat(run.await()).exits(0);
        }
        assertThat(count("users")).isEqualTo(5);
    }

    @Test
    void export_data_for_seeding() {
        assertThat(seedbank.run("seed")).exits(0);
        var before = digest();

        assertThat(seedbank.shell("""
                # 1. Create backup
                seedbank backup --name export

                # 2. Copy JSON files from backups/ to seeds/
                cp backups/export-*/payload/*.json seeds/

                # 3. Now you can seed from these files
                seedbank clean --store payload --confirm
                seedbank seed default
                """)).exits(0);
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void reset_to_clean_state() {
        assertThat(seedbank.shell("""
                # One-liner: clean and reseed
                seedbank clean --confirm && seedbank seed
                """)).exits(0);
        assertThat(count("departments")).isEqualTo(6);
    }

    @Test
    void the_backup_has_the_structure_of_the_document() throws IOException {
        assertThat(seedbank.shell("seedbank seed default\nseedbank backup")).exits(0);

        var backup = seedbank.project().resolve("backups").resolve(onlyBackup("backup-"));
        assertThat(backup.resolve("metadata.json")).exists();
        for (var collection : List.of("users", "departments", "agents", "projects")) {
            assertThat(backup.resolve("payload/" + collection + ".json")).exists();
        }
        for (var collection : List.of("open_project1/characters", "open_project1/scenes", "open_project2/episodes")) {
            assertThat(backup.resolve("open/" + collection + ".json")).exists();
        }
        var agents = new ObjectMapper()
                .readTree(backup.resolve("payload/agents.json").toFile());
        assertThat(agents.size()).isEqualTo(35);
    }

    @Test
    void clean_says_what_it_does() {
        assertThat(seedbank.run("seed")).exits(0);

        assertThat(seedbank.run("clean")).exits(3).warns("--confirm");
        assertThat(count("departments")).isEqualTo(6);
        assertThat(seedbank.run("clean", "--confirm")).exits(0).says("departments", "open_project1", "seedbank seed");
        assertThat(count("departments")).isZero();
    }

    private String onlyBackup(String prefix) throws IOException {
        try (var backups = Files.list(seedbank.project().resolve("backups"))) {
            return backups.map(it -> it.getFileName().toString())
                    .filter(it -> it.startsWith(prefix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private long count(String collection) {
        return server.open(payload).getCollection(collection).countDocuments();
    }

    private Map<String, String> digest() {
        var digest = new TreeMap<String, String>();
        MongoDigest.of(server.open(payload)).forEach((what, value) -> digest.put("payload." + what, value));
        for (var project : PROJECTS) {
            MongoDigest.of(server.open(project)).forEach((what, value) -> digest.put(project + "." + what, value));
        }
        return digest;
    }
}
