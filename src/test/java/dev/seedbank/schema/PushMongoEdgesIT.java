package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.IndexOptions;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code seedbank push} for MongoDB where it is hard: circles of views, odd names, drift, what is refused, what is in the way. */
@Tag("program")
class PushMongoEdgesIT extends OnMongo {
    static Stream<MongoServer> servers() {
        return MongoServer.allWith(Capability.VALIDATORS);
    }

    static Stream<MongoServer> views() {
        return MongoServer.allWith(Capability.VIEWS, Capability.VALIDATORS);
    }

    private void requireAsDeclared() {
        assertThat(seedbank.run("push", "--dry-run")).exits(0).prints("0 statements");
        assertThat(seedbank.run("schema", "diff")).exits(0);
    }

    @ParameterizedTest
    @MethodSource("views")
    void views_that_read_each_other_are_refused_before_anything_is_made(MongoServer on) {
        use(on);
        declare("a", "viewOn: b");
        declare("b", "viewOn: x\npipeline: [{$lookup: {from: c, localField: n, foreignField: n, as: c}}]");
        declare("c", "viewOn: a");
        declare("d", "viewOn: d");
        declare("x", "");
        assertThat(seedbank.run("push"))
                .exits(2)
                .warns(
                        "view a: it reads itself: a reads b reads c reads a",
                        "view d: it reads itself: d reads d",
                        "Let one of them read a collection instead");
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("views")
    void so_is_a_circle_through_a_view_that_no_file_declares(MongoServer on) {
        use(on);
        db().createView("z", "a", List.of());
        declare("a", "viewOn: z");
        assertThat(seedbank.run("push")).exits(2).warns("view a: it reads itself: a reads z reads a");
        assertThat(names()).containsExactly("z");
    }

    @ParameterizedTest
    @MethodSource("views")
    void views_change_places_while_others_need_them(MongoServer on) {
        use(on);
        declare("x", "");
        declare("m", "viewOn: x\npipeline: [{$match: {n: {$gt: 1}}}]");
        declare("a", "viewOn: m\npipeline: [{$match: {from: a}}]");
        declare("z", "viewOn: a");
        assertThat(seedbank.run("push")).exits(0);
        insert("x", "{n: 2, from: 'a'}");
        assertThat(db().getCollection("z").countDocuments()).isEqualTo(1);
        declare("m", "viewOn: z\npipeline: [{$match: {n: 3}}]");
        declare("a", "viewOn: x");
        assertThat(seedbank.run("push")).exits(0).prints("2 statements run");
        requireAsDeclared();
        assertThat(db().getCollection("m").countDocuments()).isZero();
        assertThat(db().getCollection("z").countDocuments()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("views")
    void what_somebody_changes_by_hand_is_drift(MongoServer on) {
        use(on);
        declare("a", "validator: {n: {$type: int}}");
        declare("v", "viewOn: a\npipeline: [{$match: {n: 1}}]");
        declareIndexes("a", "indexes: [n]");
        assertThat(seedbank.run("status")).exits(5).prints("structure: not as its files declare");
        assertThat(seedbank.run("push")).exits(0);
        assertThat(seedbank.run("status")).exits(0).prints("structure: as its files declare");
        assertThat(seedbank.run("status", "-o", "json"))
                .exits(0)
                .prints("\"comparedWith\" : \"files\"", "\"changed\" : false");
        List<Runnable> changes = List.of(
                () -> db().runCommand(Document.parse("{collMod: 'a', validator: {}}")),
                () -> db().runCommand(Document.parse("{collMod: 'v', viewOn: 'a', pipeline: [{$match: {n: 2}}]}")),
                () -> db().getCollection("v").drop());
        for (var change : changes) {
            change.run();
            assertThat(seedbank.run("status"))
                    .exits(5)
                    .prints("structure: not as its files declare")
                    .says("seedbank schema diff");
            assertThat(seedbank.run("schema", "diff")).exits(5);
            assertThat(seedbank.run("push")).exits(0);
            assertThat(seedbank.run("status")).exits(0);
        }
        db().getCollection("a").dropIndex("n_1");
        assertThat(seedbank.run("status")).exits(5).prints("structure: as its files declare");
        assertThat(seedbank.run("push")).exits(0);
        declare("a", "validater: {}");
        assertThat(seedbank.run("status")).exits(0).prints("structure: not compared yet");
    }

    @ParameterizedTest
    @MethodSource("collated")
    void a_model_says_the_validator_of_a_collection_whose_options_a_file_says(MongoServer on) {
        use(on);
        declare("a", "collation: {locale: en, strength: 2}");
        seedbank.file("models/a.json", "{\"type\": \"object\", \"required\": [\"n\"]}\n");
        assertThat(seedbank.run("push")).exits(0).prints("1 statement run");
        assertThat(options("a")).containsKeys("collation", "validator");
        requireAsDeclared();
        db().runCommand(Document.parse("{collMod: 'a', validator: {}}"));
        insert("a", "{_id: 1}");
        assertThat(seedbank.run("status")).exits(5).prints("structure: not as its files declare");
        assertThat(seedbank.run("push"))
                .exits(0)
                .prints("1 document does not fit its new validator (_id 1)", "1 statement run");
        requireAsDeclared();
    }

    /** They say what is to be, also where migrations were run. */
    @ParameterizedTest
    @MethodSource("servers")
    void beside_migrations_files_decide(MongoServer on) {
        use(on);
        declare("a", "validator: {n: {$type: int}}");
        assertThat(seedbank.run("generate", "--name", "first")).exits(0);
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("status")).exits(0).prints("structure: as its files declare");
        db().runCommand(Document.parse("{collMod: 'a', validator: {}}"));
        assertThat(seedbank.run("status")).exits(5).prints("structure: not as its files declare");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void names_of_all_kinds(MongoServer on) throws IOException {
        use(on);
        var odd = List.of("a.b", "名前 ü", "it's \"q\"", "true", "1e3", "- a: b #c", "[x]", "a\\b", "@a", "%2F", "NULL");
        for (var one : odd) {
            var index = new IndexOptions().name("i 'x\" ü: " + one);
            db().getCollection(one).createIndex(Document.parse("{'a.b c': 1, 'ä\"': -1}"), index);
            db().runCommand(new Document("collMod", one)
                    .append(
                            "validator",
                            Document.parse("{'a\"b.ü': {$ne: '\\u0001\\u2028: #'}, 'x y': {$in: ['$a', null]}}")));
        }
        assertThat(seedbank.run("pull")).exits(0);
        requireAsDeclared();
        odd.forEach(it -> db().getCollection(it).drop());
        assertThat(seedbank.run("push")).exits(0);
        requireAsDeclared();
        assertThat(names()).containsExactlyInAnyOrderElementsOf(odd);
        for (var one : odd) {
            assertThat(indexes(one)).containsExactly("i 'x\" ü: " + one);
        }
        try (var files = Files.list(project.resolve("collections"))) {
            assertThat(files.count()).isEqualTo(odd.size());
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void what_no_file_declares_stays_whatever_is_said(MongoServer on) {
        use(on);
        insert("kept", "{n: 1}");
        db().createCollection("empty");
        declare("a", "");
        assertThat(seedbank.run("push", "--force", "--confirm")).exits(0);
        assertThat(names()).containsExactly("a", "empty", "kept");
        assertThat(db().getCollection("kept").countDocuments()).isEqualTo(1);
        declare("a", "validator: {n: 1}");
        assertThat(seedbank.run("push", "-p", "prod", "--force", "--confirm")).exits(3);
        assertThat(options("a")).doesNotContainKey("validator");
    }

    @ParameterizedTest
    @MethodSource("collated")
    void another_collation_is_refused_with_what_to_do(MongoServer on) {
        use(on);
        declare("a", "collation: {locale: en, strength: 2}");
        assertThat(seedbank.run("push")).exits(0);
        insert("a", "{n: 1}");
        declare("a", "collation: {locale: de}");
        assertThat(seedbank.run("push"))
                .exits(2)
                .warns("collection a: collation is", "Declare a collection under another name");
        declare("a", "");
        assertThat(seedbank.run("push")).exits(2).warns("declared not set");
        declare("a", "collation: {strength: 2, locale: en, caseLevel: false}");
        requireAsDeclared();
    }

    static Stream<MongoServer> collated() {
        return MongoServer.allWith(Capability.COLLATION, Capability.VALIDATORS);
    }

    @ParameterizedTest
    @MethodSource("series")
    void time_series_go_forward_only(MongoServer on) {
        use(on);
        declare("a", "timeseries: {timeField: at, metaField: of, granularity: minutes}");
        assertThat(seedbank.run("push")).exits(0);
        requireAsDeclared();
        insert("a", "{at: {$date: '2026-01-01T00:00:00Z'}, of: 1}");
        declare("a", "timeseries: {timeField: at, metaField: of, granularity: seconds}");
        assertThat(seedbank.run("push")).exits(2).warns("collection a: its buckets are of minutes, declared the finer");
        declare("a", "timeseries: {timeField: at, metaField: by, granularity: minutes}");
        assertThat(seedbank.run("push")).exits(2).warns("metaField is of, declared by");
        declare("a", "");
        assertThat(seedbank.run("push")).exits(2).warns("it is a time-series collection, declared a collection");
        declare("a", "timeseries: {timeField: at, metaField: of, granularity: minutes}\nexpireAfterSeconds: 60");
        assertThat(seedbank.run("push")).exits(2).warns("would lose data", "1 document past the time that is set");
    }

    static Stream<MongoServer> series() {
        return MongoServer.allWith(Capability.TIME_SERIES, Capability.VALIDATORS);
    }

    /** To an index, null and nothing are the same; to one with a collation, so are letters of two kinds. */
    @ParameterizedTest
    @MethodSource("servers")
    void duplicates_are_what_the_index_takes_for_one(MongoServer on) {
        use(on);
        insert("a", "{_id: 1, n: null}");
        insert("a", "{_id: 2}");
        declareIndexes("a", "indexes: [{key: n, unique: true}]");
        assertThat(seedbank.run("push"))
                .exits(2)
                .warns(
                        "index n_1 on a: it cannot be unique: {\"n\": null} is in 2 documents, such as those with _id 1 and 2");
        assertThat(indexes("a")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("collated")
    void so_are_letters_of_two_kinds_to_one_with_a_collation(MongoServer on) {
        use(on);
        insert("a", "{_id: 1, n: 'x'}");
        insert("a", "{_id: 2, n: 'X'}");
        declareIndexes("a", "indexes: [{key: n, unique: true, collation: {locale: en, strength: 2}}]");
        assertThat(seedbank.run("push")).exits(2).warns("it cannot be unique", "in 2 documents");
        assertThat(indexes("a")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void indexes_are_changed_where_they_are(MongoServer on) {
        use(on);
        declareIndexes("a", "indexes: [{key: at, expireAfterSeconds: 60}, {key: n}]");
        assertThat(seedbank.run("push")).exits(0);
        declareIndexes("a", "indexes: [{key: at, expireAfterSeconds: 90}, {key: n, hidden: true}]");
        assertThat(seedbank.run("push")).exits(0).prints("\"collMod\"").neverSays("dropIndexes");
        requireAsDeclared();
        declareIndexes("a", "indexes: [{key: at}, {key: n}]");
        assertThat(seedbank.run("push")).exits(0).prints("documents do not expire by {at: 1} any more");
        requireAsDeclared();
    }

    static Stream<MongoServer> hidden() {
        return MongoServer.allWith(Capability.HIDDEN_INDEX, Capability.VALIDATORS);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void the_order_of_what_a_filter_says_is_no_difference(MongoServer on) {
        use(on);
        declare("a", "validator: {a: {$gt: 1, $lt: 5}, b: {$in: [1, 2]}}");
        declareIndexes("a", "indexes: [{key: n, partialFilterExpression: {a: {$exists: true}, b: {$gt: 1}}}]");
        assertThat(seedbank.run("push")).exits(0);
        declare("a", "validator: {b: {$in: [2, 1]}, a: {$lt: 5, $gt: 1}}");
        declareIndexes("a", "indexes: [{key: n, partialFilterExpression: {b: {$gt: 1}, a: {$exists: true}}}]");
        requireAsDeclared();
        declare("a", "validator: {a: {$eq: {x: 1, y: 2}}}");
        assertThat(seedbank.run("push")).exits(0).prints("1 statement run");
        declare("a", "validator: {a: {$eq: {y: 2, x: 1}}}");
        assertThat(seedbank.run("push")).exits(0).prints("1 statement run");
        requireAsDeclared();
    }

    @ParameterizedTest
    @MethodSource("views")
    void the_order_of_fields_in_an_index_and_in_a_pipeline_is_one(MongoServer on) {
        use(on);
        declare("a", "");
        declare("v", "viewOn: a\npipeline: [{$sort: {n: 1, m: -1}}]");
        declareIndexes("a", "indexes: [{key: {n: 1, m: -1}}]");
        assertThat(seedbank.run("push")).exits(0);
        declare("v", "viewOn: a\npipeline: [{$sort: {m: -1, n: 1}}]");
        declareIndexes("a", "indexes: [{key: {m: -1, n: 1}}]");
        assertThat(seedbank.run("push")).exits(0).prints("3 statements run");
        requireAsDeclared();
        assertThat(indexes("a")).containsExactly("m_-1_n_1");
    }

    /** The second one waits, and is for a structure that is not there any more. */
    @ParameterizedTest
    @MethodSource("servers")
    void two_at_once(MongoServer on) {
        use(on);
        for (int i = 0; i < 20; i++) {
            declare("c" + i, "validator: {n: {$type: int}}");
        }
        var one = seedbank.start("push");
        var other = seedbank.start("push");
        var codes = List.of(one.await().exitCode(), other.await().exitCode());
        assertThat(codes).contains(0).isSubsetOf(0, 1);
        assertThat(names()).hasSize(20);
        requireAsDeclared();
    }
}
