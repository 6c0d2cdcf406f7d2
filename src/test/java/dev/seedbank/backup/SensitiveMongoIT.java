package dev.seedbank.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ValidationOptions;
import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields that the settings call sensitive are in no backup, and stay in the database. */
@Tag("program")
@Tag("long")
class SensitiveMongoIT {
    private static final String ALL = "dev.seedbank.testing.MongoServer#all";

    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource(ALL)
    void they_are_left_out_and_documents_that_are_there_keep_them(MongoServer server) {
        var name = server.database();
        var db = server.open(name);
        insert(db, "users", """
                {_id: 1, name: 'Ada', password: 's3cret-1', profile: {age: 36, api_key: 's3cret-2', pin: 's3cret-3'}}""");
        insert(db, "users", "{_id: 2, name: 'Bo', password: 's3cret-4', profile: {api_key: 's3cret-5'}}");
        insert(db, "users", "{_id: 3, name: 'Cy', profile: null}");
        insert(db, "users", "{_id: 4, name: 'Di', tokens: [{id: 1, value: 's3cret-6'}, 7, [{value: 's3cret-7'}]]}");
        insert(db, "other", "{_id: 'x', password: 'stays', a: {b: 's3cret-8'}}");
        var seedbank =
                CliRunner.in(project).env("DATABASE_URI", server.url(name)).file("seedbank.yaml", """
                        seedbank:
                          stores: {main: {url: "${DATABASE_URI}"}}
                          sensitive: [users.password, "*.profile.api_key", users.profile.pin, users.tokens.value, "*.a.b"]
                          fill: {users.password: "!"}
                        """);
        assertThat(seedbank.run("backup", "--dry-run"))
                .exits(0)
                .prints("main/users (without password, profile.api_key, profile.pin, tokens.value, a.b)");
        assertThat(seedbank.run("backup"))
                .exits(0)
                .prints("main: left out as sensitive: ", "users.profile.api_key", "other.a.b")
                .neverSays("nothing of that name");
        assertThat(everyFile()).doesNotContain("s3cret").contains("stays", "\"profile.pin\"", "\"fill\"");
        assertThat(seedbank.run("backup", "show", "latest")).exits(0).prints("left out as sensitive");

        db.getCollection("users").deleteOne(new Document("_id", 2));
        db.getCollection("users").updateOne(new Document("_id", 1), Document.parse("{$set: {name: 'changed'}}"));
        db.getCollection("users").updateOne(new Document("_id", 3), Document.parse("{$set: {password: 'new'}}"));
        var before = all(db, "users");
        assertThat(seedbank.run("restore", "--confirm")).exits(0);
        assertThat(all(db, "users"))
                .containsExactly(
                        document(
                                "{_id: 1, name: 'Ada', password: 's3cret-1', profile: {age: 36, api_key: 's3cret-2', pin: 's3cret-3'}}"),
                        document("{_id: 2, name: 'Bo', password: '!', profile: {}}"),
                        document("{_id: 3, name: 'Cy', password: 'new', profile: null}"),
                        document("{_id: 4, name: 'Di', tokens: [{id: 1}, 7, [{}]]}"));
        assertThat(all(db, "other")).containsExactly(document("{_id: 'x', password: 'stays', a: {b: 's3cret-8'}}"));

        assertThat(seedbank.run("undo", "--confirm")).exits(0); // a safety backup holds everything
        assertThat(all(db, "users")).isEqualTo(before);
        assertThat(seedbank.run("backup", "--include-sensitive")).exits(0).neverSays("left out");
        db.getCollection("users").drop();
        assertThat(seedbank.run("restore", "--confirm")).exits(0);
        assertThat(all(db, "users")).isEqualTo(before);
        server.drop(name);
    }

    @Test
    void what_a_restore_could_not_do_without_is_refused_before_anything_is_read() {
        var server = MongoServer.any();
        var name = server.database();
        var db = server.open(name);
        insert(db, "users", "{_id: 1, email: 'a', n: 1}");
        insert(db, "users", "{_id: 2, email: 'b', n: 2}");
        db.getCollection("users").createIndex(new Document("email", 1), new IndexOptions().unique(true));
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
        refused(seedbank, "users._id", "", "users._id identifies documents");
        refused(seedbank, "users.email", "", "users.email is unique, and all documents would get the same");
        refused(seedbank, "users.email", "users.email: x", "{users.email: \"removed-{row}\"}");
        settings(seedbank, "users.email", "users.email: 'removed-{row}'");
        assertThat(seedbank.run("backup")).exits(0);
        db.drop();
        assertThat(seedbank.run("restore", "--confirm")).exits(0);
        assertThat(all(db, "users"))
                .containsExactly(
                        document("{_id: 1, n: 1, email: 'removed-1'}"), document("{_id: 2, n: 2, email: 'removed-2'}"));
        db.drop();
        server.drop(name);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void what_a_validator_requires_needs_a_value_to_fill_in(MongoServer server) {
        server.assumes(Capability.VALIDATORS);
        var name = server.database();
        var db = server.open(name);
        db.createCollection(
                "users",
                new CreateCollectionOptions()
                        .validationOptions(new ValidationOptions()
                                .validator(Document.parse(
                                        "{$jsonSchema: {required: ['a'], properties: {a: {required: ['b']}}}}"))));
        insert(db, "users", "{_id: 1, a: {b: 1}}");
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
        refused(seedbank, "users.a.b", "", "users.a.b is required by the collection's validator");
        settings(seedbank, "users.a.b", "users.a.b: 0");
        assertThat(seedbank.run("backup")).exits(0);
        db.getCollection("users").deleteMany(new Document());
        assertThat(seedbank.run("restore", "--confirm")).exits(0);
        assertThat(all(db, "users")).containsExactly(document("{_id: 1, a: {b: 0}}"));
        server.drop(name);
    }

    @Test
    void a_name_that_means_nothing_is_told() {
        var server = MongoServer.any();
        var name = server.database();
        insert(server.open(name), "users", "{_id: 1, email: 'a'}");
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
        settings(seedbank, "usres.email, users.emial, users.email", "users.mail: x");
        assertThat(seedbank.run("backup"))
                .exits(0)
                .says("names 'usres.email', and nothing of that name is there. Did you mean 'users.email'?")
                .says("names 'users.emial', and nothing of that name is there", "seedbank.fill names 'users.mail'")
                .neverSays("names 'users.email',");
        seedbank.file("seedbank.yaml", "seedbank: {sensitive: [email], stores: {main: {url: 'mongodb://h/d'}}}");
        assertThat(seedbank.run("backup")).exits(2).warns("'email' names no field");
        server.drop(name);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void numbered_values_do_not_clash_with_those_of_an_earlier_restore(MongoServer server) {
        var name = server.database();
        var db = server.open(name);
        for (int i = 1; i <= 3; i++) {
            insert(db, "users", "{_id: %d, email: 's3cret-%d', pin: %d}".formatted(i, i, i));
        }
        var unique = new IndexOptions().unique(true);
        db.getCollection("users").createIndex(new Document("email", 1), unique);
        db.getCollection("users").createIndex(new Document("pin", 1), unique);
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
        settings(seedbank, "users.email, users.pin", "users.email: 'gone+{row}@ex.com', users.pin: '-{row}'");
        assertThat(seedbank.run("backup")).exits(0);
        db.drop();
        assertThat(seedbank.run("restore", "--confirm")).exits(0);
        db.getCollection("users").deleteOne(new Document("_id", 1));
        insert(db, "users", "{_id: 9, email: 'other', pin: 9}");
        assertThat(seedbank.run("backup")).exits(0);
        db.getCollection("users").deleteOne(new Document("_id", 3));
        assertThat(seedbank.run("restore", "--confirm"))
                .exits(0); // numbers start at 1 again, which the unique indexes would refuse beside the old ones
        // which number each one gets depends on the order in which the server returns documents
        assertThat(all(db, "users"))
                .extracting(user -> user.get("_id") + " " + user.get("email"))
                .satisfiesExactly(
                        second -> assertThat(second).matches("2 gone\\+[1-3]@ex\\.com"),
                        third -> assertThat(third).matches("3 gone\\+[1-3]@ex\\.com"),
                        other -> assertThat(other).isEqualTo("9 other"));
        server.drop(name);
    }

    private void refused(CliRunner seedbank, String sensitive, String fill, String why) {
        settings(seedbank, sensitive, fill);
        var before = BackupFolder.of(project).names();
        assertThat(seedbank.run("backup")).exits(2).warns(why);
        assertThat(seedbank.run("backup", "--dry-run")).exits(2).warns(why);
        assertThat(BackupFolder.of(project).names()).isEqualTo(before);
        assertThat(BackupFolder.of(project).leftovers()).isEmpty();
    }

    private static void settings(CliRunner seedbank, String sensitive, String fill) {
        seedbank.file("seedbank.yaml", """
                seedbank:
                  stores: {main: {url: "${DATABASE_URI}"}}
                  sensitive: [%s]
                  fill: {%s}
                """.formatted(sensitive, fill));
    }

    private static void insert(MongoDatabase db, String collection, String json) {
        db.getCollection(collection).insertOne(Document.parse(json));
    }

    private static Document document(String json) {
        return Document.parse(json);
    }

    private static List<Document> all(MongoDatabase db, String collection) {
        return db.getCollection(collection).find().sort(new Document("_id", 1)).into(new ArrayList<>());
    }

    private String everyFile() {
        try (var files = Files.walk(project.resolve("backups"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
