package dev.seedbank.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Backups that version 0.1.0 wrote before their metadata had a summary ({@code src/test/resources/old-backups}): a folder, a file, and
 * the safety backup of a {@code clean} with its entry in the command log.
 */
@Tag("program")
class OldBackupsIT {
    private static final Path OLD = Path.of("src", "test", "resources", "old-backups");

    @TempDir
    Path project;

    @Test
    void postgresql() throws IOException {
        copy(OLD.resolve("postgres"));
        try (var expected = PostgresServer.any().createDatabase();
                var target = PostgresServer.any().createDatabase()) {
            expected.run(Files.readString(OLD.resolve("postgres/shop.sql")));
            var seedbank = CliRunner.in(project).env("DATABASE_URL", target.url());
            areListedShownAndVerified(seedbank, 4, "rows");
            for (var name : List.of("folder", "file", "safety")) {
                target.run("drop schema if exists audit cascade", "drop schema public cascade", "create schema public");
                assertThat(restore(seedbank, name, "--no-owner", "--no-privileges"))
                        .exits(0);
                assertThat(PostgresDigest.of(target)).as(name).isEqualTo(PostgresDigest.of(expected));
            }
        }
    }

    @Test
    void mongodb() throws IOException {
        copy(OLD.resolve("mongo"));
        var server = MongoServer.any();
        var expected = server.open(server.database());
        var target = server.open(server.database());
        try {
            fill(expected);
            var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(target.getName()));
            areListedShownAndVerified(seedbank, 3, "documents");
            for (var name : List.of("folder", "file", "safety")) {
                target.drop();
                assertThat(restore(seedbank, name)).exits(0);
                assertThat(MongoDigest.of(target)).as(name).isEqualTo(MongoDigest.of(expected));
            }
        } finally {
            server.drop(expected.getName());
            server.drop(target.getName());
        }
    }

    private void areListedShownAndVerified(CliRunner seedbank, int rows, String noun) {
        var names = BackupFolder.of(project).names();
        assertThat(names).hasSize(3);
        var listed = seedbank.run("backup", "list", "--output", "json");
        assertThat(BackupFolder.listed(listed)).isEqualTo(names);
        assertThat(listed).exits(0).says("\"rows\" : " + rows).neverSays("problem");
        assertThat(seedbank.run("backup", "list")).exits(0).prints("before 'seedbank clean --confirm' (done)");
        for (var name : names) {
            assertThat(seedbank.run("backup", "show", name)).exits(0).prints(": 3 collections, " + rows + " " + noun);
            assertThat(seedbank.run("backup", "verify", name)).exits(0).prints("is intact: 3 collections");
        }
    }

    private static CliResult restore(CliRunner seedbank, String name, String... options) {
        var words = new ArrayList<>(List.of("restore", name, "--confirm", "--no-safety-backup"));
        words.addAll(Arrays.asList(options));
        return seedbank.run(words.toArray(String[]::new));
    }

    private static void fill(MongoDatabase db) {
        var users = db.getCollection("users");
        users.insertMany(List.of(
                new Document("_id", new ObjectId("65b62d000000000000000001"))
                        .append("email", "ada@example.com")
                        .append("age", 36)
                        .append("balance", Decimal128.parse("12.50")),
                new Document("_id", new ObjectId("65b62d000000000000000002"))
                        .append("email", "josé@example.com")
                        .append("joined", new Date(1706437800123L))
                        .append("tags", List.of("a", 1L, 2.5))));
        users.createIndex(Indexes.ascending("email"), new IndexOptions().unique(true));
        db.getCollection("odd name/with.dots").insertOne(new Document("_id", "x").append("none", null));
        db.createCollection("empty");
    }

    private void copy(Path from) throws IOException {
        var to = BackupFolder.of(project).folder();
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("shop.sql"))
                    .toList()) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
