package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.model.IndexOptions;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Collections that {@code seedbank push} makes again, because no command changes them: nothing goes with them that nobody was told of. */
@Tag("program")
class PushMongoRemakeIT extends OnMongo {
    private static final String CAPPED = "capped: true\nsize: 4096";

    static Stream<MongoServer> servers() {
        return MongoServer.allWith(Capability.CAPPED, Capability.VALIDATORS, Capability.RENAME);
    }

    /** Empty, with an index that no file declares; declared capped. */
    private void begin(MongoServer on) {
        use(on);
        db().createCollection("b");
        db().getCollection("b").createIndex(new Document("n", 1), new IndexOptions().unique(true));
        declare("b", CAPPED);
    }

    private void requireMade() {
        assertThat(options("b").getBoolean("capped")).isTrue();
        assertThat(options("b")).doesNotContainKey("validator");
        assertThat(indexes("b")).containsExactly("n_1");
        assertThat(names()).containsExactly("b");
        assertThat(seedbank.run("push")).exits(0).prints("0 statements");
    }

    private void requireAsBefore(long documents) {
        assertThat(options("b").getBoolean("capped", false)).isFalse();
        assertThat(options("b").get("validator", new Document())).isEqualTo(new Document());
        assertThat(indexes("b")).containsExactly("n_1");
        assertThat(db().getCollection("b").countDocuments()).isEqualTo(documents);
        assertThat(names()).containsExactly("b");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void killed_at_any_point_it_keeps_its_indexes(MongoServer on) throws Exception {
        for (var command : List.of("create", "createIndexes", "collMod", "renameCollection")) {
            begin(on);
            try (var between = MongoStandIn.before(on.url(name))) {
                between.when(command, (_, _) -> new MongoStandIn.Action.Hang());
                var run = through(between).start("push");
                while (between.touched(command) == 0) {
                    Thread.sleep(20);
                }
                run.kill();
            }
            assertThat(indexes("b")).as(command).containsExactly("n_1");
            assertThat(seedbank.run("push")).exits(0).prints("3 statements run");
            requireMade();
            server.drop(name);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void documents_that_come_meanwhile_stay_or_are_refused(MongoServer on) {
        begin(on);
        try (var between = MongoStandIn.before(on.url(name))) {
            between.when("collMod", (_, count) -> {
                if (count == 1) {
                    insert("b", "{_id: 1}");
                }
                return null;
            });
            assertThat(through(between).run("push"))
                    .exits(1)
                    .warns("b was empty when the plan was made, and has documents now", "Nothing was changed");
        }
        requireAsBefore(1);
        db().getCollection("b").deleteOne(new Document("_id", 1));
        try (var between = MongoStandIn.before(on.url(name))) {
            between.when("renameCollection", (_, _) -> {
                assertThatThrownBy(() -> insert("b", "{_id: 2}")).isInstanceOf(MongoException.class);
                return null;
            });
            assertThat(through(between).run("push")).exits(0);
        }
        requireMade();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void when_an_answer_is_lost_nothing_is_done_twice(MongoServer on) {
        for (boolean after : List.of(true, false)) {
            for (var command : List.of("create", "createIndexes", "collMod", "renameCollection")) {
                begin(on);
                try (var between = MongoStandIn.before(on.url(name))) {
                    between.when(command, (_, count) -> count == 1 ? new MongoStandIn.Action.Cut(after) : null);
                    assertThat(through(between).run("push")).as(command).exits(0);
                }
                requireMade();
                server.drop(name);
            }
        }
    }

    /** The rename was done, and somebody has made the collection again by the time that the program asks. */
    @ParameterizedTest
    @MethodSource("servers")
    void a_collection_that_somebody_else_made_meanwhile_stays(MongoServer on) {
        begin(on);
        try (var between = MongoStandIn.before(on.url(name))) {
            between.when("renameCollection", (_, _) -> MongoStandIn.error(20, "IllegalOperation", "not here"));
            between.when("drop", (command, _) -> {
                if (!isOf(command, "b")) {
                    return null;
                }
                db().getCollection("b").drop();
                insert("b", "{_id: 'somebody'}");
                return new MongoStandIn.Action.Cut(false);
            });
            assertThat(through(between).run("push"))
                    .exits(1)
                    .warns("The connection broke while b was dropped", "It stays as it is");
        }
        assertThat(db().getCollection("b").countDocuments()).isEqualTo(1);
        assertThat(names()).containsExactly("b");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_server_that_does_not_rename_makes_it_again_in_place(MongoServer on) {
        for (boolean cut : List.of(true, false)) {
            begin(on);
            try (var between = MongoStandIn.before(on.url(name))) {
                between.when("renameCollection", (_, _) -> MongoStandIn.error(20, "IllegalOperation", "not here"));
                between.when(
                        "drop",
                        (command, _) -> cut && isOf(command, "b") && between.touched("drop") == 0
                                ? new MongoStandIn.Action.Cut(true)
                                : null);
                assertThat(through(between).run("push")).exits(0);
            }
            requireMade();
            server.drop(name);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void what_its_file_does_not_name_is_told(MongoServer on) {
        begin(on);
        db().getCollection("b").createIndex(new Document("m", 1));
        declareIndexes("b", "indexes: [m]");
        assertThat(seedbank.run("push", "--dry-run"))
                .exits(0)
                .prints(
                        "b is made again without its index n_1, which its file does not name",
                        "b: without n_1, documents may have the same {\"n\": 1}");
        assertThat(seedbank.run("push")).exits(0);
        assertThat(indexes("b")).containsExactly("m_1");
        assertThat(seedbank.run("push")).exits(0).prints("0 statements");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_view_in_its_place_has_no_indexes(MongoServer on) {
        server = on;
        on.assumes(Capability.VIEWS);
        begin(on);
        declare("b", "viewOn: a");
        declare("a", "");
        assertThat(seedbank.run("push")).exits(0).prints("b: a view has no indexes, so these go: n_1");
        assertThat(options("b").getString("viewOn")).isEqualTo("a");
        assertThat(seedbank.run("push")).exits(0).prints("0 statements");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void search_indexes_are_declared_or_it_is_not_done(MongoServer on) {
        begin(on);
        try (var between = MongoStandIn.before(on.url(name))) {
            var made = new ArrayList<String>();
            between.when(
                    "aggregate",
                    (command, _) -> command.toJson().contains("$listSearchIndexes")
                            ? new MongoStandIn.Action.Answer(found(made.isEmpty() ? List.of("find") : made))
                            : null);
            between.when("createSearchIndexes", (command, _) -> {
                made.add(command.getArray("indexes")
                        .get(0)
                        .asDocument()
                        .getString("name")
                        .getValue());
                return new MongoStandIn.Action.Answer(BsonDocument.parse("{ok: 1.0}"));
            });
            assertThat(through(between).run("push"))
                    .exits(2)
                    .warns("could lose indexes that no file declares: find", "Declare them in indexes/");
            declareIndexes("b", "indexes: [{key: n, unique: true}]\nsearch: [{name: find, definition: {}}]");
            assertThat(through(between).run("push")).exits(0).prints("createSearchIndexes");
            assertThat(made).containsExactly("find");
        }
        requireMade();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_sharded_collection_is_not_made_again(MongoServer on) {
        begin(on);
        try (var between = MongoStandIn.before(on.url(name))) {
            between.when(
                    "collStats",
                    (_, _) -> MongoStandIn.reply(reply -> reply.append("sharded", org.bson.BsonBoolean.TRUE)));
            assertThat(through(between).run("push")).exits(2).warns("collection b: it is not capped, declared capped");
        }
        requireAsBefore(0);
    }

    private static BsonDocument found(List<String> names) {
        var batch = names.stream()
                .map("{name: '%s', type: 'search', latestDefinition: {}}"::formatted)
                .toList();
        return BsonDocument.parse("{ok: 1.0, cursor: {id: {$numberLong: '0'}, ns: 'x.b', firstBatch: [%s]}}"
                .formatted(String.join(",", batch)));
    }
}
