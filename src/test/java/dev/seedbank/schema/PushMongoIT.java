package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code seedbank push} and {@code pull} for MongoDB: what files declare is made, changed where it is, or refused by name. */
@Tag("program")
@SuppressWarnings("NullAway.Init") // each test begins with use()
class PushMongoIT {
    /**
     * A collection's options, and the same with something changed that {@code collMod} changes.
     *
     * @param command what changes it; a server that does not know it is not asked to
     */
    private record Kind(String name, String declared, String changed, String command) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("plain", "{}", "{}", ""),
            new Kind(
                    "validated",
                    "validator: {n: {$type: int}}",
                    "validator: {n: {$type: [int, long]}}\nvalidationLevel: moderate\nvalidationAction: warn",
                    "{validator: {n: {$type: 'long'}}, validationLevel: 'moderate', validationAction: 'warn'}"),
            new Kind(
                    "schema",
                    "validator:\n  $jsonSchema: {bsonType: object, required: [n, a], properties: {n: {bsonType: int, minimum: 0.5}}}",
                    "{}",
                    "{validator: {}}"),
            new Kind(
                    "capped",
                    "capped: true\nsize: 4096\nmax: 10",
                    "capped: true\nsize: 8192\nmax: 20",
                    "{cappedSize: 8192}"),
            new Kind(
                    "series",
                    "timeseries: {timeField: at, metaField: of, granularity: seconds}\nexpireAfterSeconds: 86400",
                    "timeseries: {timeField: at, metaField: of, granularity: minutes}\nexpireAfterSeconds: 90000",
                    "{timeseries: {granularity: 'minutes'}}"),
            new Kind(
                    "clustered",
                    "clusteredIndex: {key: {_id: 1}, unique: true}\nexpireAfterSeconds: 86400",
                    "clusteredIndex: {key: {_id: 1}, unique: true}",
                    "{expireAfterSeconds: 'off'}"),
            new Kind("collated", "collation: {locale: en, strength: 2}", "collation: {locale: en, strength: 2}", ""),
            new Kind(
                    "images",
                    "changeStreamPreAndPostImages: {enabled: true}",
                    "{}",
                    "{changeStreamPreAndPostImages: {enabled: false}}"),
            new Kind(
                    "seen",
                    "viewOn: plain\npipeline: [{$match: {n: {$gt: 5}}}]",
                    "viewOn: plain\npipeline: [{$match: {n: {$gt: 6}}}, {$project: {n: 1, _id: 0}}]",
                    "{viewOn: 'plain', pipeline: [{$match: {n: 7}}]}"));

    @TempDir
    Path project;

    private MongoServer server;
    private String name = "";
    private CliRunner seedbank;

    static Stream<MongoServer> servers() {
        return MongoServer.allWith(Capability.VALIDATORS);
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

    private MongoDatabase db() {
        return server.open(name);
    }

    private void declare(String collection, String text) {
        seedbank.file("collections/" + collection + ".yaml", text + "\n");
    }

    private Document options(String collection) {
        var found = db().listCollections().into(new ArrayList<>()).stream()
                .filter(it -> collection.equals(it.getString("name")))
                .findFirst();
        return found.map(it -> it.get("options", Document.class)).orElseThrow();
    }

    private List<String> names() {
        var names = db().listCollectionNames().into(new ArrayList<>());
        names.removeIf(it -> it.startsWith("_seedbank") || it.startsWith("system."));
        names.sort(null);
        return names;
    }

    private List<String> indexes(String collection) {
        return db().getCollection(collection).listIndexes().into(new ArrayList<>()).stream()
                .map(it -> it.getString("name"))
                .filter(it -> !it.equals("_id_"))
                .sorted()
                .toList();
    }

    private static Document yaml(String text) {
        return new Document(new org.yaml.snakeyaml.Yaml().<java.util.Map<String, Object>>load(text));
    }

    /** What the server does not take, or takes and does not list, when the driver tells it so, is not Seedbank's to make. */
    private boolean makes(Kind kind) {
        var options = yaml(kind.declared());
        try {
            var command = new Document("create", "probe");
            command.putAll(options);
            db().runCommand(command);
            return options("probe").keySet().containsAll(options.keySet());
        } catch (MongoCommandException e) {
            return false;
        } finally {
            db().getCollection("probe").drop();
        }
    }

    /** Likewise: some take a command, and change nothing. */
    private boolean changes(Kind kind) {
        var before = options(kind.name());
        var command = new Document("collMod", kind.name());
        command.putAll(kind.command().isEmpty() ? new Document() : Document.parse(kind.command()));
        try {
            db().runCommand(command);
            return !options(kind.name()).equals(before);
        } catch (MongoCommandException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void each_kind_is_made_changed_where_it_is_and_pulled(MongoServer on) throws Exception {
        use(on);
        var kinds = KINDS.stream().filter(this::makes).toList();
        assertThat(kinds).hasSizeGreaterThan(3);
        kinds.forEach(it -> declare(it.name(), it.declared()));
        assertThat(seedbank.run("push", "--dry-run"))
                .exits(0)
                .prints(kinds.size() + " statements", "nothing was changed");
        assertThat(names()).isEmpty();
        assertThat(seedbank.run("push")).exits(0).prints("mongodb: %d statements run".formatted(kinds.size()));
        assertThat(names())
                .containsExactlyElementsOf(
                        kinds.stream().map(Kind::name).sorted().toList());
        assertThat(seedbank.run("push")).exits(0).prints("0 statements: the database is as its files declare");

        pulled();
        var changed = kinds.stream().filter(this::changes).toList();
        assertThat(changed).hasSizeGreaterThan(1);
        changed.forEach(it -> declare(it.name(), it.changed()));
        assertThat(seedbank.run("push")).exits(0).prints("\"collMod\"");
        assertThat(seedbank.run("push")).exits(0).prints("0 statements");
        pulled();
    }

    /** Files that are written from what is there say what is there. */
    private void pulled() throws Exception {
        try (var files = Files.list(project.resolve("collections"))) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThat(seedbank.run("pull", "--force")).exits(0).prints("Wrote collections/plain.yaml");
        assertThat(seedbank.run("push", "--dry-run")).exits(0).prints("0 statements");
        assertThat(seedbank.run("pull")).exits(0).prints("Unchanged collections/plain.yaml");
        assertThat(seedbank.run("schema", "diff")).exits(0).prints("the structure is what its files declare");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void documents_that_do_not_fit_are_counted_and_named(MongoServer on) {
        use(on);
        db().getCollection("users")
                .insertMany(List.of(
                        Document.parse("{_id: 1, n: 1}"),
                        Document.parse("{_id: 2, n: 'two'}"),
                        Document.parse("{_id: 3}")));
        declare("users", "validator: {n: {$type: int}}");
        assertThat(seedbank.run("push"))
                .exits(0)
                .prints("users: 2 documents do not fit its new validator (_id 2, 3)", "they stay");
        assertThat(db().getCollection("users").countDocuments()).isEqualTo(3);
        declare("users", "{}");
        assertThat(seedbank.run("schema", "diff")).exits(5).prints("\"validator\": {}");
        assertThat(seedbank.run("push")).exits(0).prints("nothing checks its documents from then on");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void models_say_their_collections_validators(MongoServer on) {
        use(on);
        seedbank.file("models/users.json", """
                {"type": "object", "required": ["n"], "properties": {"n": {"type": "number", "exclusiveMinimum": 0.5},
                 "mail": {"type": "string", "format": "email"}, "ä": {"const": "\\u0001\\"ü😀"}}}
                """);
        assertThat(seedbank.run("push")).exits(0).prints("create", "the server does not check format");
        assertThat(seedbank.run("push")).exits(0).prints("0 statements");
        assertThat(seedbank.run("model", "check")).exits(0);
        assertThat(seedbank.run("pull")).exits(0).prints("Wrote collections/users.yaml");
        assertThat(project.resolve("collections/users.yaml")).content().doesNotContain("validator");
        assertThat(seedbank.run("push", "--dry-run")).exits(0).prints("0 statements");

        declare("users", "validator: {n: 1}");
        assertThat(seedbank.run("push"))
                .exits(2)
                .warns("collections/users.yaml and models/users.json both declare the validator of 'users'");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void mistakes_in_files_are_named_with_their_line(MongoServer on) {
        use(on);
        declare("a", "capped: true\nsizes: 1");
        assertThat(seedbank.run("push")).exits(2).warns("collections/a.yaml:2: unknown 'sizes'", "size");
        declare("a", "capped: true");
        assertThat(seedbank.run("push")).exits(2).warns("collections/a.yaml:1: a capped collection without 'size'");
        declare("a", "validationLevel: hard\nvalidator: {n: 1}");
        assertThat(seedbank.run("push")).exits(2).warns("'validationLevel' is not one of off, strict, moderate");
        declare("a", "timeseries: {timeFeild: at}");
        assertThat(seedbank.run("push")).exits(2).warns("unknown 'timeFeild'", "timeField");
        declare("a", "viewOn: b\nvalidator: {n: 1}");
        assertThat(seedbank.run("push")).exits(2).warns("a view has no 'validator'");
        declare("a", "expireAfterSeconds: 5");
        assertThat(seedbank.run("push"))
                .exits(2)
                .warns("is for time-series and clustered collections", "indexes/NAME.yaml");
        declare("a", "collection: _seedbank_x");
        assertThat(seedbank.run("push")).exits(2).warns("'_seedbank_x' is Seedbank's own or the server's");
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void nothing_declared_is_refused(MongoServer on) {
        use(on);
        assertThat(seedbank.run("push")).exits(2).warns("there are no files in collections/", "seedbank pull");
    }

    @ParameterizedTest
    @MethodSource("capped")
    void what_no_command_changes_is_refused_unless_it_is_empty(MongoServer on) {
        use(on);
        db().getCollection("a").insertOne(new Document("n", 1));
        db().createCollection("b");
        db().getCollection("b").createIndex(new Document("n", 1));
        declare("a", "capped: true\nsize: 4096");
        assertThat(seedbank.run("push"))
                .exits(2)
                .warns("mongodb: collection a: it is not capped, declared capped", "under another name");
        assertThat(project.resolve("collections/a.yaml").toFile().delete()).isTrue();
        declare("b", "capped: true\nsize: 4096");
        assertThat(seedbank.run("push")).exits(0).prints("b is made again", "it is empty");
        assertThat(options("b").getBoolean("capped")).isTrue();
        assertThat(indexes("b")).containsExactly("n_1");
        assertThat(seedbank.run("push")).exits(0).prints("0 statements");
        assertThat(db().getCollection("a").countDocuments()).isEqualTo(1);
    }

    static Stream<MongoServer> capped() {
        return MongoServer.allWith(Capability.CAPPED, Capability.VALIDATORS);
    }

    /** No server here changes the size of a capped collection: this one says that it did. */
    @ParameterizedTest
    @MethodSource("capped")
    void a_smaller_capped_collection_takes_force(MongoServer on) throws Exception {
        use(on);
        declare("log", "capped: true\nsize: 4096\nmax: 10");
        assertThat(seedbank.run("push")).exits(0);
        for (int n = 0; n < 5; n++) {
            db().getCollection("log").insertOne(new Document("n", n));
        }
        try (var between = MongoStandIn.before(on.url(name))) {
            var asked = new ArrayList<String>();
            between.when("collMod", (command, _) -> {
                asked.add(command.toJson());
                return MongoStandIn.reply(reply -> org.bson.BsonDocument.parse("{ok: 1.0}"));
            });
            var through = seedbank.env("DATABASE_URI", between.url());
            declare("log", "capped: true\nsize: 4096\nmax: 2");
            assertThat(through.run("push")).exits(2).warns("would lose data", "collection log: its oldest 3 documents");
            declare("log", "capped: true\nsize: 4096\nmax: 7");
            assertThat(through.run("push")).says("\"cappedMax\": 7").neverSays("LOSES");
            assertThat(asked).singleElement().asString().contains("\"cappedMax\": 7");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void indexes_are_built_changed_and_dropped(MongoServer on) {
        use(on);
        db().getCollection("users")
                .insertMany(List.of(
                        Document.parse("{_id: 1, mail: 'a', at: 1}"), Document.parse("{_id: 2, mail: 'a', at: 2}")));
        db().getCollection("users")
                .createIndex(new Document("at", 1), new com.mongodb.client.model.IndexOptions().unique(true));
        seedbank.file("indexes/users.yaml", "indexes: [{key: mail, unique: true}, {key: {n: -1}}]\n");
        assertThat(seedbank.run("push"))
                .exits(2)
                .warns("index mail_1 on users: it cannot be unique: {mail: a} is in 2 documents", "push again");
        assertThat(indexes("users")).containsExactly("at_1");

        seedbank.file("indexes/users.yaml", "indexes: [{key: mail}, {key: {n: -1}}]\n");
        assertThat(seedbank.run("push"))
                .exits(0)
                .prints("createIndexes", "dropIndexes", "without at_1, documents may have the same {at: 1}");
        assertThat(indexes("users")).containsExactly("mail_1", "n_-1");
        db().getCollection("users").deleteOne(new Document("_id", 2));
        seedbank.file("indexes/users.yaml", "indexes: [{key: mail, unique: true}, {key: {n: -1}, sparse: true}]\n");
        assertThat(seedbank.run("push")).exits(0);
        assertThat(seedbank.run("push")).exits(0).prints("0 statements");
        assertThat(seedbank.run("index", "status")).exits(0).prints("2 indexes as declared");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void what_expires_at_once_takes_force_and_can_be_taken_back(MongoServer on) {
        use(on);
        db().getCollection("tokens")
                .insertMany(
                        List.of(new Document("at", new Date(0)), new Document("at", new Date()), new Document("n", 1)));
        seedbank.file("indexes/tokens.yaml", "indexes: [{key: at, expireAfterSeconds: 3600}]\n");
        assertThat(seedbank.run("push"))
                .exits(2)
                .warns("would lose data", "index at_1 on tokens: 1 document past the time that is set");
        assertThat(indexes("tokens")).isEmpty();
        assertThat(seedbank.run("push", "-p", "prod", "--force", "--confirm")).exits(3);
        assertThat(seedbank.run("push", "--force", "--confirm"))
                .exits(0)
                .says("Safety backup: safety-", "seedbank undo");
        assertThat(indexes("tokens")).containsExactly("at_1");
        seedbank.file("indexes/tokens.yaml", "indexes: [{key: at, expireAfterSeconds: 7200}]\n");
        assertThat(seedbank.run("push")).exits(0).neverSays("LOSES");
    }

    @ParameterizedTest
    @MethodSource("views")
    void views_are_made_in_order_and_changed(MongoServer on) {
        use(on);
        declare("a", "viewOn: m\npipeline: [{$match: {n: {$gt: 1}}}]");
        declare("m", "viewOn: z\npipeline: [{$lookup: {from: k, localField: n, foreignField: n, as: k}}]");
        declare("k", "viewOn: z");
        declare("z", "");
        var run = seedbank.run("push");
        assertThat(run).exits(0).prints("4 statements run");
        assertThat(run.out().replaceAll("\\s+", " "))
                .containsSubsequence(
                        "\"create\": \"z\"", "\"create\": \"k\"", "\"create\": \"m\"", "\"create\": \"a\"");
        assertThat(seedbank.run("push")).exits(0).prints("0 statements");
        declare("a", "");
        declare("k", "viewOn: z\npipeline: [{$limit: 1}]");
        assertThat(seedbank.run("push"))
                .exits(0)
                .prints("a is made again, because it is a view, declared a collection");
        assertThat(seedbank.run("push")).exits(0).prints("0 statements");
        seedbank.file("indexes/k.yaml", "indexes: [n]\n");
        assertThat(seedbank.run("push")).exits(2).warns("view k: indexes/k.yaml declares indexes, and it is a view");
    }

    static Stream<MongoServer> views() {
        return MongoServer.allWith(Capability.VIEWS, Capability.VALIDATORS);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_saved_plan_is_refused_when_the_structure_has_changed(MongoServer on) {
        use(on);
        declare("users", "validator: {n: {$type: int}}");
        assertThat(seedbank.run("push", "--plan", "plan.json")).exits(0).prints("Saved as plan.json");
        assertThat(names()).isEmpty();
        db().getCollection("others").createIndex(new Document("n", 1));
        assertThat(seedbank.run("push", "plan.json"))
                .exits(1)
                .warns("the structure has changed since the plan was made");
        assertThat(names()).containsExactly("others");
        assertThat(seedbank.run("push", "--plan", "plan.json")).exits(0);
        db().getCollection("plain").insertOne(new Document("n", 1));
        assertThat(seedbank.run("push", "plan.json")).exits(0).prints("1 statement run");
        assertThat(names()).containsExactly("others", "plain", "users");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void production_asks(MongoServer on) {
        use(on);
        declare("users", "validator: {n: {$type: int}}");
        assertThat(seedbank.run("push", "-p", "prod")).exits(3).says("\"create\": \"users\"", "--confirm");
        assertThat(names()).isEmpty();
        assertThat(seedbank.run("push", "-p", "prod", "--confirm")).exits(0);
        assertThat(names()).containsExactly("users");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void each_of_several_stores_has_its_files_and_its_lease(MongoServer on) {
        use(on);
        var other = on.database();
        try {
            seedbank.file("seedbank.yaml", """
                            seedbank:
                              stores:
                                one: {url: "${DATABASE_URI}"}
                                two: {url: "%s"}
                            """.formatted(on.url(other)))
                    .file("collections/one/a.yaml", "validator: {n: 1}\n")
                    .file("indexes/two/b.yaml", "indexes: [n]\n");
            assertThat(seedbank.run("push")).exits(0).prints("one: 1 statement run", "two: 1 statement run");
            assertThat(names()).containsExactly("a");
            assertThat(on.open(other).listCollectionNames()).contains("b").doesNotContain("a");
            assertThat(seedbank.run("push", "-s", "two")).exits(0).prints("two: 0 statements");
            seedbank.file("collections/c.yaml", "");
            assertThat(seedbank.run("push")).exits(2).warns("collections/c.yaml: with several stores");
        } finally {
            on.drop(other);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_family_is_left_to_other_commands(MongoServer on) {
        use(on);
        seedbank.file("seedbank.yaml", """
                seedbank:
                  stores:
                    open: {url: "${DATABASE_URI}", databases: "%s_*"}
                """.formatted(name));
        assertThat(seedbank.run("push")).exits(2).warns("'open' is a family of them", "seedbank index apply");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void after_a_kill_the_next_push_does_the_rest(MongoServer on) {
        use(on);
        try (var between = MongoStandIn.before(on.url(name))) {
            between.when("create", (command, count) -> count == 2 ? new MongoStandIn.Action.Hang() : null);
            List.of("a", "b", "c").forEach(it -> declare(it, "validator: {n: {$type: int}}"));
            seedbank.file("indexes/a.yaml", "indexes: [n]\n");
            var run = seedbank.env("DATABASE_URI", between.url()).start("push");
            run.awaitSaying("collection a");
            run.kill();
        }
        assertThat(names()).containsExactly("a");
        assertThat(seedbank.run("push")).exits(0).prints("3 statements run");
        assertThat(seedbank.run("push")).exits(0).prints("0 statements");
        assertThat(indexes("a")).containsExactly("n_1");
    }

    /** On a system that does not tell case apart as well. */
    @ParameterizedTest
    @MethodSource("servers")
    void names_that_differ_in_case_have_files_that_differ(MongoServer on) throws Exception {
        use(on);
        for (var collection : List.of("users", "Users", "USERS")) {
            db().getCollection(collection).createIndex(new Document(collection, 1));
        }
        assertThat(seedbank.run("pull")).exits(0);
        for (var folder : List.of("collections", "indexes")) {
            try (var files = Files.list(project.resolve(folder))) {
                assertThat(files.map(it -> it.getFileName().toString().toLowerCase(Locale.ROOT)))
                        .hasSize(3)
                        .doesNotHaveDuplicates();
            }
        }
        assertThat(seedbank.run("push", "--dry-run")).exits(0).prints("0 statements");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void names_that_no_file_can_have(MongoServer on) {
        use(on);
        db().getCollection("it's/a \"name\"").createIndex(new Document("sp ace", 1));
        assertThat(seedbank.run("pull")).exits(0);
        assertThat(seedbank.run("push", "--dry-run")).exits(0).prints("0 statements");
        db().getCollection("it's/a \"name\"").drop();
        assertThat(seedbank.run("push")).exits(0);
        assertThat(indexes("it's/a \"name\"")).containsExactly("sp ace_1");
    }
}
