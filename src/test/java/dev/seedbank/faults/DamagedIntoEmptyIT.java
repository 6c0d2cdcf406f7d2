package dev.seedbank.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where there is nothing to replace, rows are checked while they are loaded: a damaged backup must leave nothing there. */
@Tag("program")
class DamagedIntoEmptyIT {
    @TempDir
    static Path project;

    @SuppressWarnings("NullAway.Init")
    private static GoodBackups good;

    private final Database empty = PostgresServer.any().createDatabase();
    private final CliRunner seedbank = CliRunner.in(project).env("DATABASE_URL", empty.url());

    @BeforeAll
    static void setUp() throws IOException {
        good = GoodBackups.in(project);
    }

    @AfterAll
    static void tearDown() {
        good.close();
    }

    @BeforeEach
    void nothingIsThere() {
        assertThat(PostgresDigest.of(empty)).isEmpty();
    }

    @AfterEach
    void drop() {
        empty.close();
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void a_damaged_file_of_rows(Damage how) throws IOException {
        refuse(spoiled("children.json", how), "is damaged: postgresql/children.json");
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void a_damaged_structure(Damage how) throws IOException {
        refuse(spoiled("schema.sql", how), "is damaged: structure of postgresql");
    }

    @ParameterizedTest
    @EnumSource(Damage.class)
    void a_damaged_single_file(Damage how) throws IOException {
        var backup = good.copyOfFile("empty-" + how);
        Files.write(backup, how.to(Files.readAllBytes(backup)));
        refuse(backup, name(backup));
    }

    @Test
    void a_digit_that_makes_another_row_with_the_same_key() throws IOException {
        var backup = good.copyOfFolder("same-key");
        var rows = GoodBackups.find(backup, "parents.json");
        Files.writeString(rows, Files.readString(rows).replaceFirst("\"id\":2,", "\"id\":1,"));
        refuse(backup, "is damaged: postgresql/parents.json");
    }

    @Test
    void a_checksum_that_somebody_removed_from_the_metadata() throws IOException {
        var backup = good.copyOfFolder("no-checksum");
        var rows = GoodBackups.find(backup, "parents.json");
        var before = Files.readString(rows);
        var metadata = backup.resolve("metadata.json");
        Files.writeString(rows, before.replaceFirst("parent 1-1\\b", "parent 1-0"));
        ForgedMetadata.of(metadata).replace(sha256(before), "");
        refuse(backup, "is damaged: postgresql/parents.json");
    }

    @Test
    void large_objects_that_look_like_another_encoding() throws IOException {
        try (var full = PostgresServer.any().createDatabase()) {
            full.run("select lo_from_bytea(0, 'text'::bytea)");
            assertThat(CliRunner.in(project).env("DATABASE_URL", full.url()).run("backup", "--name", "objects"))
                    .exits(0);
        }
        var backups = BackupFolder.of(project);
        var backup = backups.path(backups.only("objects"));
        var file = GoodBackups.find(backup, "pg_largeobject.json");
        var bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, 0, 20, (byte) 0);
        Files.write(file, bytes);
        refuse(backup, "is damaged: postgresql/");
    }

    @Test
    void a_part_of_it_is_checked_like_all_of_it() throws IOException {
        var backup = good.copyOfFolder("part");
        Files.write(
                GoodBackups.find(backup, "strays.json"),
                Damage.ONE_BIT_FLIPPED.to(Files.readAllBytes(GoodBackups.find(backup, "strays.json"))));
        for (var run : List.of("--dry-run", "--confirm")) {
            assertThat(seedbank.run("restore", name(backup), "--collection", "parents", run))
                    .exits(1)
                    .warns("is damaged: postgresql/strays.json");
        }
        assertThat(PostgresDigest.of(empty)).isEmpty();
    }

    @Test
    void a_dry_run_reads_the_rows() throws IOException {
        var backup = spoiled("strays.json", Damage.ONE_BIT_FLIPPED);
        assertThat(seedbank.run("restore", name(backup), "--dry-run")).exits(1).warns("is damaged", "strays.json");
    }

    @Test
    void an_empty_mongodb(@TempDir Path folder) throws IOException {
        var server = MongoServer.any();
        var full = server.open(server.database());
        var target = server.open(server.database());
        try {
            full.getCollection("first").insertMany(documents());
            full.getCollection("second").insertMany(documents());
            var program = CliRunner.in(folder);
            assertThat(program.env("DATABASE_URI", server.url(full.getName())).run("backup", "--name", "x"))
                    .exits(0);
            var backups = BackupFolder.of(folder);
            var rows = GoodBackups.find(backups.path(backups.only("x")), "second.json");
            Files.writeString(rows, Files.readString(rows).replace("name 7", "name 8"));
            assertThat(program.env("DATABASE_URI", server.url(target.getName())).run("restore", "x", "--confirm"))
                    .exits(1)
                    .warns("is damaged", "second.json", "Nothing was changed");
            assertThat(target.listCollectionNames())
                    .filteredOn(it -> !MongoDigest.isSeedbanks(it))
                    .isEmpty();
        } finally {
            full.drop();
            target.drop();
        }
    }

    private static List<Document> documents() {
        return Stream.iterate(1, n -> n + 1)
                .limit(20)
                .map(n -> new Document("_id", n).append("name", "name " + n))
                .toList();
    }

    private void refuse(Path backup, String file) {
        assertThat(seedbank.run("restore", name(backup), "--confirm"))
                .exits(1)
                .warns(file)
                .neverSays("Exception", "Internal");
        assertThat(PostgresDigest.of(empty)).as("still empty").isEmpty();
        assertThat(empty.query("select nspname from pg_namespace where nspname like '%seedbank%'"))
                .isEmpty();
    }

    private static Path spoiled(String file, Damage how) throws IOException {
        var backup = good.copyOfFolder("empty-" + file + how);
        var path = GoodBackups.find(backup, file);
        Files.write(path, how.to(Files.readAllBytes(path)));
        return backup;
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(Path backup) {
        return backup.getFileName().toString();
    }
}
