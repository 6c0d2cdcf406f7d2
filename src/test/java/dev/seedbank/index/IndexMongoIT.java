package dev.seedbank.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Declared indexes of MongoDB: each kind is built once, each changed option is seen and put right. */
@Tag("program")
@SuppressWarnings("NullAway.Init") // each test begins with use()
class IndexMongoIT {
    /**
     * A kind of index, in a collection of its name.
     *
     * @param changed the same with one option changed
     */
    private record Kind(String name, String declared, String changed) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("unique_off", "{key: a, unique: true}", "{key: a}"),
            new Kind("unique_on", "{key: a}", "{key: a, unique: true}"),
            new Kind("descending", "{key: {a: -1}}", "{key: {a: -1}, sparse: true}"),
            new Kind("compound", "{key: [a, b]}", "{key: {a: 1, b: 1}, unique: true}"),
            new Kind("nested", "{key: a.b.c}", "{key: a.b.c, expireAfterSeconds: 7}"),
            new Kind("sparse", "{key: a, sparse: true}", "{key: a}"),
            new Kind(
                    "partial",
                    "{key: a, partialFilterExpression: {a: {$gt: 5}}}",
                    "{key: a, partialFilterExpression: {a: {$gt: 6}}}"),
            new Kind(
                    "unique_partial",
                    "{key: a, unique: true, partialFilterExpression: {a: {$gt: 5}}}",
                    "{key: a, unique: true}"),
            new Kind("ttl", "{key: a, expireAfterSeconds: 60}", "{key: a, expireAfterSeconds: 61}"),
            new Kind("ttl_off", "{key: a, expireAfterSeconds: 60}", "{key: a}"),
            new Kind("unique_ttl_off", "{key: a, unique: true, expireAfterSeconds: 60}", "{key: a, unique: true}"),
            new Kind(
                    "text",
                    "{key: {a: text, b: text}, weights: {a: 10}}",
                    "{key: {a: text, b: text}, weights: {a: 5}}"),
            new Kind(
                    "text_language",
                    "{key: {a: text}, default_language: german}",
                    "{key: {a: text}, default_language: spanish}"),
            new Kind("sphere", "{key: {a: 2dsphere}}", "{key: {a: 2dsphere}, sparse: true}"),
            new Kind("flat", "{key: {a: 2d}, bits: 20}", "{key: {a: 2d}, bits: 22}"),
            new Kind("hashed", "{key: {a: hashed}}", "{key: {a: hashed}, sparse: true}"),
            new Kind("wildcard", "{key: {$**: 1}}", "{key: {$**: 1}, wildcardProjection: {a: 1}}"),
            new Kind(
                    "wildcard_projection",
                    "{key: {$**: 1}, wildcardProjection: {a: 1}}",
                    "{key: {$**: 1}, wildcardProjection: {b: 1}}"),
            new Kind(
                    "collation",
                    "{key: a, collation: {locale: en, strength: 2}}",
                    "{key: a, collation: {locale: en, strength: 1}}"),
            new Kind("hidden", "{key: a, hidden: true}", "{key: a}"));

    @TempDir
    Path project;

    private MongoServer server;
    private String name = "";
    private CliRunner seedbank;

    /** The others know hardly any options. */
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

    private MongoDatabase db() {
        return server.open(name);
    }

    private void declare(String collection, String index) {
        seedbank.file("indexes/" + collection + ".yaml", "indexes:\n  - " + index + "\n");
    }

    private List<Document> indexes(String collection) {
        var indexes = db().getCollection(collection).listIndexes().into(new ArrayList<>());
        indexes.removeIf(it -> "_id_".equals(it.getString("name")));
        return indexes;
    }

    /** What the server refuses when it is told so by the driver is not Seedbank's to build. */
    private boolean lacks(Kind kind) {
        return refuses(kind.declared()) || refuses(kind.changed());
    }

    private boolean refuses(String index) {
        var wanted = new org.yaml.snakeyaml.Yaml().<java.util.Map<String, Object>>load(index);
        var specification = new Document(wanted).append("name", "probe");
        if (specification.get("key") instanceof String field) {
            specification.append("key", new Document(field, 1));
        }
        if (specification.get("key") instanceof List<?> fields) {
            var key = new Document();
            fields.forEach(it -> key.append(String.valueOf(it), 1));
            specification.append("key", key);
        }
        var probe = "probe" + Integer.toHexString(index.hashCode());
        try {
            db().runCommand(new Document("createIndexes", probe).append("indexes", List.of(specification)));
            var listed = indexes(probe).getFirst();
            return specification.keySet().stream()
                    .anyMatch(it -> !listed.containsKey(it) && !it.equals("default_language"));
        } catch (MongoCommandException e) {
            return true;
        } finally {
            db().getCollection(probe).drop();
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void every_kind_is_built_once_and_every_change_is_put_right(MongoServer on) {
        use(on);
        var kinds = KINDS.stream().filter(it -> !lacks(it)).toList();
        assertThat(kinds).hasSizeGreaterThan(3);
        kinds.forEach(it -> declare(it.name(), it.declared()));

        assertThat(seedbank.run("index", "apply")).exits(0);
        kinds.forEach(it -> assertThat(indexes(it.name())).as(it.name()).hasSize(1));
        assertThat(seedbank.run("index", "status")).exits(0).prints(kinds.size() + " indexes as declared");
        assertThat(seedbank.run("index", "apply")).exits(0).prints("nothing to do");

        kinds.forEach(it -> declare(it.name(), it.changed()));
        var drifted = seedbank.run("index", "status");
        assertThat(drifted).exits(5).warns(kinds.size() + " different");
        assertThat(seedbank.run("index", "apply", "--replace")).exits(0);
        assertThat(seedbank.run("index", "status")).exits(0).prints(kinds.size() + " indexes as declared");
        kinds.forEach(it -> assertThat(indexes(it.name())).as(it.name()).hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void pull_writes_files_that_say_what_is_there(MongoServer on) {
        use(on);
        var kinds = KINDS.stream().filter(it -> !lacks(it)).toList();
        kinds.forEach(it -> declare(it.name(), it.declared()));
        declare("odd", "{key: {\"a.b\": 1, \"c d\": -1, e$: 1}, name: \"it's \\\"odd\\\"\"}");
        assertThat(seedbank.run("index", "apply")).exits(0);
        kinds.forEach(it -> delete(it.name()));
        delete("odd");

        assertThat(seedbank.run("index", "pull")).exits(0).prints("indexes/unique_on.yaml", "indexes/odd.yaml");
        assertThat(seedbank.run("index", "status")).exits(0).prints((kinds.size() + 1) + " indexes as declared");
        assertThat(seedbank.run("index", "pull")).exits(0).prints("Unchanged indexes/odd.yaml");
    }

    private void delete(String collection) {
        try {
            Files.delete(project.resolve("indexes/" + collection + ".yaml"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void names_documents_that_prevent_a_unique_index(MongoServer on) {
        use(on);
        db().getCollection("users")
                .insertMany(List.of(
                        new Document("_id", 1).append("email", "ada@example.com"),
                        new Document("_id", 2).append("email", "ada@example.com"),
                        new Document("_id", 3).append("email", "eve@example.com")));
        declare("users", "{key: email, unique: true}");
        declare("teams", "name");
        assertThat(seedbank.run("index", "apply"))
                .exits(1)
                .warns("{email: \"ada@example.com\"} is in 2 documents, such as those with _id 1 and 2");
        assertThat(indexes("users")).isEmpty();
        assertThat(indexes("teams")).hasSize(1); // one that fails keeps no other from being built
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void without_a_word_nothing_is_replaced_and_nothing_dropped(MongoServer on) {
        use(on);
        declare("users", "{key: email, sparse: true}");
        assertThat(seedbank.run("index", "apply")).exits(0);
        declare("users", "{key: email}");
        assertThat(seedbank.run("index", "apply")).exits(5).prints("email_1 differs and is left as it is");
        assertThat(indexes("users").getFirst().get("sparse")).isEqualTo(true);

        seedbank.file("indexes/users.yaml", "indexes: []");
        assertThat(seedbank.run("index", "status")).exits(5).warns("1 undeclared");
        assertThat(seedbank.run("index", "prune")).exits(3);
        assertThat(indexes("users")).hasSize(1);
        assertThat(seedbank.run("index", "prune", "--confirm")).exits(0);
        assertThat(indexes("users")).isEmpty();
        assertThat(seedbank.run("index", "status")).exits(0);
    }

    /** Whoever looks meanwhile always finds one. */
    @ParameterizedTest
    @MethodSource("servers")
    void a_unique_index_is_there_at_every_moment(MongoServer on) throws InterruptedException {
        use(on);
        var kinds = KINDS.stream()
                .filter(it ->
                        it.declared().contains("unique: true") && it.changed().contains("unique: true"))
                .filter(it -> !lacks(it))
                .toList();
        kinds.forEach(it -> declare(it.name(), it.declared()));
        assertThat(seedbank.run("index", "apply")).exits(0);
        kinds.forEach(it -> declare(it.name(), it.changed()));
        var ended = new AtomicBoolean();
        var gap = new AtomicReference<String>("");
        var watch = Thread.ofPlatform().start(() -> {
            while (!ended.get()) {
                kinds.stream()
                        .filter(it -> indexes(it.name()).stream().noneMatch(one -> one.containsKey("unique")))
                        .forEach(it -> gap.set(it.name()));
            }
        });
        var result = seedbank.run("index", "apply", "--replace");
        ended.set(true);
        watch.join();
        assertThat(gap.get()).isEmpty();
        assertThat(result).exits(0);
        assertThat(seedbank.run("index", "status")).exits(0);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void what_a_file_has_wrong_is_named_with_its_line(MongoServer on) {
        use(on);
        seedbank.file("indexes/users.yaml", "indexes:\n  - key: email\n    uniqe: true\n");
        assertThat(seedbank.run("index", "status")).exits(2).warns("indexes/users.yaml:3: unknown 'uniqe'", "unique");
        seedbank.file("indexes/users.yaml", "indexes:\n  - email\n  - {key: email, name: other}\n");
        assertThat(seedbank.run("index", "status"))
                .exits(2)
                .warns("indexes/users.yaml:3: this index is declared twice");
        seedbank.file("indexes/users.yaml", "indexes: {key: email}\n");
        assertThat(seedbank.run("index", "status")).exits(2).warns("indexes/users.yaml:1: indexes is no list");
        seedbank.file("indexes/users.yaml", "collection: _seedbank_lease\nindexes: [a]\n");
        assertThat(seedbank.run("index", "apply")).exits(2).warns("'_seedbank_lease' is not the project's own");
    }

    /** Atlas alone has them; what others lack is said, and no drift. */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void search_indexes_are_left_to_servers_that_have_them(MongoServer on) {
        use(on);
        seedbank.file("indexes/chunks.yaml", """
                indexes: [company_id]
                search:
                  - name: vector_index
                    type: vectorSearch
                    definition: {fields: [{type: vector, path: embedding, numDimensions: 1536, similarity: cosine}]}
                """);
        assertThat(seedbank.run("index", "apply"))
                .exits(0)
                .prints("vectorSearch index 'vector_index', this server has no search indexes");
        assertThat(seedbank.run("index", "status")).exits(0).prints("unsupported");
    }
}
