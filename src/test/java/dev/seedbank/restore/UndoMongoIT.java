package dev.seedbank.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code undo} brings back on MongoDB: documents, indexes, and which collections there are. */
@Tag("program")
class UndoMongoIT {
    @TempDir
    Path project;

    private String name;
    private MongoDatabase db;
    private CliRunner seedbank;

    @BeforeEach
    void fill() {
        var server = MongoServer.any();
        name = server.database();
        db = server.open(name);
        users().insertMany(List.of(new Document("_id", 1).append("email", "a@b.c"), new Document("_id", 2)));
        users().createIndex(
                        Indexes.ascending("email"),
                        new IndexOptions().unique(true).sparse(true));
        db.getCollection("a \"name\"/with.dots").insertOne(new Document("_id", "x"));
        db.createCollection("empty");
        seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
    }

    @AfterEach
    void drop() {
        MongoServer.any().drop(name);
    }

    @Test
    void everything_that_was_changed_since_is_as_it_was() {
        var before = digest();
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        db.getCollection("a \"name\"/with.dots").drop();
        users().dropIndexes();
        users().createIndex(Indexes.descending("other"));
        users().insertOne(new Document("_id", 3));
        db.getCollection("of later").insertOne(new Document("_id", 1));
        var changed = digest();
        assertThat(seedbank.run("undo", "--dry-run"))
                .exits(0)
                .prints("Would undo 'seedbank clean --confirm' of 20", "Would restore safety-", "of later");
        assertThat(digest()).isEqualTo(changed);
        assertThat(seedbank.run("undo", "--confirm"))
                .exits(0)
                .prints("Removed, as they did not exist before", "of later");
        assertThat(digest()).isEqualTo(before);
        assertThat(seedbank.run("undo", "--confirm")).exits(0).prints("Undone: 'seedbank undo --confirm' of 20");
        assertThat(digest()).isEqualTo(changed);
    }

    @Test
    void a_restore_into_an_empty_database_is_undone() {
        assertThat(seedbank.run("backup")).exits(0);
        var full = digest();
        db.drop();
        assertThat(seedbank.run("restore", "--confirm")).exits(0).prints("To undo this: seedbank undo");
        assertThat(digest()).isEqualTo(full);
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(digest()).isEmpty();
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(digest()).isEqualTo(full);
    }

    @Test
    void what_drop_existing_removed_comes_back() {
        assertThat(seedbank.run("backup")).exits(0);
        db.getCollection("of later").insertOne(new Document("_id", 1));
        db.getCollection("of later").createIndex(Indexes.ascending("n"));
        users().deleteOne(new Document("_id", 2));
        var before = digest();
        assertThat(seedbank.run("restore", "--drop-existing", "--confirm")).exits(0);
        assertThat(digest()).doesNotContainKey("of later").isNotEqualTo(before);
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(digest()).isEqualTo(before);
    }

    /** Nothing is to be locked in it, which is no lost lock. */
    @Test
    void a_family_that_has_no_database_yet_is_no_hindrance() {
        var before = digest();
        var both = CliRunner.in(project)
                .file(
                        "seedbank.yaml",
                        "seedbank: {stores: {main: {url: '%s'}, none: {url: '%s', databases: '%s_none_*'}}}"
                                .formatted(
                                        MongoServer.any().url(name),
                                        MongoServer.any().url("x"),
                                        name));
        assertThat(both.run("backup", "--allow-empty")).exits(0);
        assertThat(both.run("clean", "--confirm")).exits(0);
        assertThat(both.run("undo", "--confirm")).exits(0);
        assertThat(digest()).isEqualTo(before);
        assertThat(both.run("clean", "--confirm")).exits(0);
        assertThat(both.run("restore", "backup-", "--confirm")).exits(0);
        assertThat(digest()).isEqualTo(before);
    }

    private MongoCollection<Document> users() {
        return db.getCollection("users");
    }

    private Map<String, String> digest() {
        return MongoDigest.of(db);
    }
}
