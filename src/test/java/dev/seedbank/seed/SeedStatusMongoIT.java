package dev.seedbank.seed;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code seed status} on MongoDB, and what is noted of what was seeded. */
@Tag("program")
class SeedStatusMongoIT {
    private static final String USERS =
            "[{\"_id\": 1, \"name\": \"Ada\", \"tags\": [1, {\"a\": 2}]}, {\"_id\": 2, \"name\": \"Bo\"}, {\"_id\": 3, \"name\": \"Cy\"}]";

    @TempDir
    Path project;

    private static String counts(CliRunner seedbank) {
        var result = seedbank.run("seed", "status");
        var rows =
                result.out().lines().filter(line -> line.contains("mongodb/")).toList();
        assertThat(rows).as(result.out() + result.err()).hasSize(1);
        var numbers = rows.getFirst().strip().replaceFirst("^\\S+ +\\S+ +", "").replaceAll(" +", " ");
        assertThat(result).exits(numbers.endsWith(" 0 0 0 0") ? 0 : 5);
        return numbers;
    }

    private static List<String> own(MongoDatabase database) {
        var names = database.listCollectionNames().into(new ArrayList<>());
        names.removeIf(name -> !name.startsWith("_seedbank_seed"));
        names.sort(null);
        return names.stream()
                .map(name -> name + " " + database.getCollection(name).countDocuments())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void each_document_is_in_one_of_five_states(MongoServer server) {
        var name = server.database();
        var users = server.open(name).getCollection("users");
        var seedbank =
                CliRunner.in(project).env("DATABASE_URI", server.url(name)).file("seeds/users.json", USERS);
        assertThat(counts(seedbank)).isEqualTo("0 3 0 0 0");
        assertThat(own(server.open(name))).as("reading writes nothing").isEmpty();
        assertThat(seedbank.run("seed")).exits(0);
        assertThat(own(server.open(name))).containsExactly("_seedbank_seed_rows 1", "_seedbank_seeds 1");
        assertThat(counts(seedbank)).isEqualTo("3 0 0 0 0");

        users.updateOne(new Document("_id", 2), new Document("$set", new Document("name", "Bob")));
        users.deleteOne(new Document("_id", 3));
        users.updateOne(new Document("_id", 1), new Document("$set", new Document("more", 1)));
        assertThat(counts(seedbank))
                .as("a field that the file does not have is nobody's change")
                .isEqualTo("1 0 0 1 1");
        seedbank.file(
                "seeds/users.json",
                USERS.replace("\"a\": 2", "\"a\": 3").replace("}]}", "}]}, {\"_id\": 4, \"name\": \"Di\"}"));
        assertThat(counts(seedbank)).isEqualTo("0 1 1 1 1");
        assertThat(seedbank.run("seed")).exits(0).prints("2 inserted, 2 skipped");
        assertThat(counts(seedbank)).isEqualTo("2 0 1 1 0");
        assertThat(seedbank.run("seed", "--update")).exits(0).prints("2 updated");
        assertThat(counts(seedbank)).isEqualTo("4 0 0 0 0");
        assertThat(own(server.open(name))).containsExactly("_seedbank_seed_rows 1", "_seedbank_seeds 1");

        assertThat(seedbank.run("backup", "--name", "full")).exits(0).neverSays("_seedbank");
        assertThat(seedbank.run("clean", "-y")).exits(0);
        assertThat(own(server.open(name))).containsExactly("_seedbank_seed_rows 0", "_seedbank_seeds 0");
        assertThat(counts(seedbank)).isEqualTo("0 4 0 0 0");
        assertThat(seedbank.run("seed")).exits(0);
        assertThat(seedbank.run("restore", "-y")).exits(0);
        assertThat(own(server.open(name))).containsExactly("_seedbank_seed_rows 0", "_seedbank_seeds 0");
        assertThat(counts(seedbank)).isEqualTo("4 0 0 0 0");
        server.drop(name);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void references_passwords_and_documents_without_a_key(MongoServer server) {
        var name = server.database();
        var seedbank = CliRunner.in(project)
                .env("DATABASE_URI", server.url(name))
                .file("seeds/seed.yaml", """
                        order: [teams, users]
                        unique: {teams: slug}
                        generate:
                          users: {password: {password: secret, cost: 4}, team: {reference: teams.slug}, at: now}
                        """)
                .file(
                        "seeds/users.json",
                        "[{\"name\": \"Ada\", \"team\": \"core\"}, {\"name\": \"Ada\", \"team\": \"core\"}]")
                .file("seeds/teams.json", "[{\"slug\": \"core\"}]");
        assertThat(seedbank.run("seed", "status")).exits(5).warns("Seeds: 3 rows are new");
        assertThat(seedbank.run("seed")).exits(0);
        assertThat(seedbank.run("seed", "status")).exits(0).prints("3 rows are present");
        var users = server.open(name).getCollection("users");
        var first = users.find().first();
        users.updateOne(new Document("_id", first.get("_id")), new Document("$set", new Document("name", "Eva")));
        assertThat(seedbank.run("seed", "status")).exits(5).warns("Seeds: 1 row has changed in the database");
        users.deleteOne(new Document("name", "Eva"));
        assertThat(seedbank.run("seed", "status")).exits(5).warns("Seeds: 1 row was deleted in the database");
        server.drop(name);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void a_document_that_was_inserted_anew_is_noted_anew(MongoServer server) {
        var name = server.database();
        var users = server.open(name).getCollection("users");
        var seedbank =
                CliRunner.in(project).env("DATABASE_URI", server.url(name)).file("seeds/users.json", USERS);
        assertThat(seedbank.run("seed")).exits(0);
        seedbank.file("seeds/users.json", USERS.replace("Ada", "Eva").replace("Bo", "Bob"));
        users.deleteOne(new Document("_id", 1));
        assertThat(seedbank.run("seed")).exits(0).prints("1 inserted, 2 skipped");
        assertThat(counts(seedbank)).isEqualTo("2 0 1 0 0");
        users.updateMany(new Document(), new Document("$set", new Document("name", "edited")));
        assertThat(counts(seedbank)).isEqualTo("0 0 1 2 0");
        server.open(name)
                .getCollection("_seedbank_seeds")
                .updateMany(new Document(), new Document("$unset", new Document("rows", 1)));
        assertThat(counts(seedbank))
                .as("a note that is none of ours tells nothing")
                .isEqualTo("0 0 0 3 0");
        assertThat(seedbank.run("status")).exits(0).prints("Seeds: 0 of 1 file seeded");
        server.drop(name);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void a_database_of_a_family_has_notes_of_its_own(MongoServer server) {
        var prefix = server.database("fam");
        var seedbank = CliRunner.in(project)
                .file(
                        "seedbank.yaml",
                        "seedbank:\n  stores:\n    open: {url: \"%s\", databases: \"%s_*\"}\n"
                                .formatted(server.url(prefix + "_a"), prefix))
                .file("seeds/sample/open/" + prefix + "_a/users.json", USERS)
                .file("seeds/sample/open/" + prefix + "_b/users.json", USERS);
        assertThat(seedbank.run("seed")).exits(0);
        server.open(prefix + "_b").getCollection("users").deleteOne(new Document("_id", 1));
        assertThat(seedbank.run("seed", "status"))
                .exits(5)
                .prints("open/" + prefix + "_a/users        3    0", "open/" + prefix + "_b/users        2    0");
        assertThat(seedbank.run("clean", "-y")).exits(0);
        assertThat(seedbank.run("seed", "status")).exits(5).warns("6 rows are new");
        server.drop(prefix + "_a");
        server.drop(prefix + "_b");
    }
}
