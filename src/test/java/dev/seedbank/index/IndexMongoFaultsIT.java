package dev.seedbank.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Indexes of MongoDB under kills, in several runs at once, in families of databases, on views and time series. */
@Tag("program")
@SuppressWarnings("NullAway.Init") // each test begins with use()
class IndexMongoFaultsIT {
    private static final int KILLS = Integer.getInteger("kills", 4);

    @TempDir
    Path project;

    private MongoServer server;
    private String name = "";
    private CliRunner seedbank;

    static Stream<MongoServer> servers() {
        return MongoServer.allWith(Capability.PARTIAL_UNIQUE_INDEX);
    }

    private void use(MongoServer on) {
        server = on;
        name = on.database();
        seedbank = CliRunner.in(project).env("DATABASE_URI", on.url(name));
    }

    @AfterEach
    void drop() {
        server.drop(name);
    }

    private List<String> indexes(String database, String collection) {
        return server.open(database).getCollection(collection).listIndexes().into(new ArrayList<>()).stream()
                .map(it -> it.getString("name"))
                .filter(it -> !it.equals("_id_"))
                .sorted()
                .toList();
    }

    private void fill(int count) {
        for (int from = 0; from < count; from += 10_000) {
            server.open(name)
                    .getCollection("users")
                    .insertMany(IntStream.range(from, from + 10_000)
                            .mapToObj(i -> new Document("_id", i).append("email", "user " + i))
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_killed_build_or_replacement_is_finished_by_the_next(MongoServer on) {
        use(on);
        fill(50_000);
        seedbank.file("indexes/users.yaml", "indexes: [{key: email, unique: true}]");
        for (int i = 1; i <= KILLS; i++) {
            var option = i % 2 == 0 ? "" : ", expireAfterSeconds: 90000";
            seedbank.file("indexes/users.yaml", "indexes: [{key: email, unique: true%s}]".formatted(option));
            var run = seedbank.start("index", "apply", "--replace");
            run.awaitSaying("On mongodb");
            pause(60L * i);
            run.kill();
            assertThat(seedbank.run("index", "apply", "--replace")).exits(0);
            assertThat(seedbank.run("index", "prune", "--confirm")).exits(0);
            assertThat(seedbank.run("index", "status")).exits(0).prints("1 index as declared");
            assertThat(indexes(name, "users")).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void of_several_at_once_one_builds_and_the_others_find_nothing_to_do(MongoServer on) {
        use(on);
        fill(10_000);
        seedbank.file("indexes/users.yaml", "indexes: [{key: email, unique: true}, {key: {email: -1}}]");
        var runs = IntStream.range(0, 4)
                .mapToObj(i -> seedbank.start("index", "apply"))
                .toList();
        runs.forEach(run -> assertThat(run.await()).exits(0));
        assertThat(indexes(name, "users")).containsExactly("email_-1", "email_1");
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void each_database_of_a_family_that_has_the_collection_gets_them(MongoServer on) {
        use(on);
        var family = server.database("open");
        var databases = List.of(family + "_a", family + "_b");
        try {
            server.open(databases.get(0)).getCollection("scenes").insertOne(new Document("n", 1));
            server.open(databases.get(1)).getCollection("others").insertOne(new Document("n", 1));
            seedbank.file("seedbank.yaml", """
                            seedbank:
                              stores:
                                open: {url: "${DATABASE_URI}", databases: "%s_*"}
                            """.formatted(family)).file("indexes/scenes.yaml", "indexes: [n]");
            assertThat(seedbank.run("index", "apply")).exits(0).prints("open/" + databases.get(0) + "/scenes");
            assertThat(seedbank.run("index", "status")).exits(0).prints("1 index as declared");
            assertThat(indexes(databases.get(0), "scenes")).containsExactly("n_1");
            assertThat(server.open(databases.get(1)).listCollectionNames()).doesNotContain("scenes");
        } finally {
            databases.forEach(server::drop);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void names_with_dots_dollars_and_slashes(MongoServer on) {
        use(on);
        seedbank.file("indexes/a.b-c.yaml", "indexes: [{key: \"x.y$z\"}]")
                .file("indexes/odd.yaml", "collection: \"it's/a \\\"name\\\"\"\nindexes: [{key: \"sp ace\"}]");
        assertThat(seedbank.run("index", "apply")).exits(0);
        assertThat(seedbank.run("index", "status")).exits(0).prints("2 indexes as declared");
        assertThat(indexes(name, "it's/a \"name\"")).containsExactly("sp ace_1");
    }

    @ParameterizedTest
    @MethodSource("views")
    void a_view_has_none(MongoServer on) {
        use(on);
        server.open(name).createCollection("c");
        server.open(name).createView("v", "c", List.of());
        seedbank.file("indexes/v.yaml", "indexes: [n]");
        assertThat(seedbank.run("index", "apply")).exits(1).warns("v: no indexes: it is a view");
    }

    static Stream<MongoServer> views() {
        return MongoServer.allWith(Capability.VIEWS);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
