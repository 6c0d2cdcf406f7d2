package dev.seedbank.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history of MongoDB's migrations goes where the documents and their structure go. */
@Tag("program")
class RestoreMigrationsMongoIT {
    @TempDir
    Path project;

    @Test
    void restore_undo_and_reset_leave_a_history_that_tells_the_truth() {
        var server = MongoServer.any();
        var name = server.database();
        try {
            var users = server.open(name).getCollection("users");
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URI", server.url(name))
                    .file("seedbank.yaml", "seedbank: {stores: {content: {url: '${DATABASE_URI}'}}}")
                    .file(
                            "migrations/V1__users.yaml",
                            "up:\n  - insert: {collection: users, documents: [{_id: 1, name: Ada}]}\n");
            assertThat(seedbank.run("migrate")).exits(0);
            assertThat(seedbank.run("backup", "--name", "one")).exits(0);
            var backup = BackupFolder.of(project).only("one");
            assertThat(seedbank.run("backup", "show", backup)).exits(0).prints("migrations at version 1 (1 applied)");
            seedbank.file(
                    "migrations/V2__role.yaml",
                    "up:\n  - updateMany: {collection: users, filter: {}, update: {$set: {role: admin}}}\n");
            assertThat(seedbank.run("migrate")).exits(0);

            assertThat(seedbank.run("restore", backup, "--confirm"))
                    .exits(0)
                    .says("the backup is at version 1, the database at version 2; the history becomes the backup's");
            assertThat(seedbank.run("status")).exits(5).prints("at version 1, 1 pending: V2__role.yaml");
            assertThat(seedbank.run("undo", "--confirm")).exits(0);
            assertThat(seedbank.run("status")).exits(0);
            server.open(name).createCollection("teams");
            assertThat(seedbank.run("restore", backup, "--dry-run"))
                    .exits(0)
                    .prints("teams will stay, though the backup does not have it", "--drop-existing removes it");
            assertThat(users.find().first()).containsEntry("role", "admin");

            assertThat(seedbank.run("restore", backup, "--migrate", "--confirm"))
                    .exits(0)
                    .prints("1 migration, now at version 2");
            users.insertOne(new Document("_id", 2));
            assertThat(seedbank.run("reset", "--structure", "--confirm"))
                    .exits(0)
                    .prints("2 migrations, now at version 2");
            assertThat(users.countDocuments()).isEqualTo(1);
            assertThat(seedbank.run("status")).exits(0);
            assertThat(seedbank.run("undo", "--confirm")).exits(0);
            assertThat(users.countDocuments()).isEqualTo(2);
            assertThat(seedbank.run("status")).exits(0);
        } finally {
            server.drop(name);
        }
    }
}
