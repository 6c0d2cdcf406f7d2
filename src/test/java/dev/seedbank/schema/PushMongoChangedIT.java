package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.Capability;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import java.util.Date;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents that come between a plan of {@code seedbank push} and its statements: what it found of them is asked again. */
@Tag("program")
class PushMongoChangedIT extends OnMongo {
    static Stream<MongoServer> servers() {
        return MongoServer.allWith(Capability.CAPPED, Capability.VALIDATORS);
    }

    private void requireRefused(String why, Runnable meanwhile) {
        try (var between = MongoStandIn.before(server.url(name))) {
            beforeTheRun(between, meanwhile);
            assertThat(through(between).run("push"))
                    .exits(1)
                    .warns(why, "They stay as they are", "Make a new plan. Nothing was changed.");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void documents_that_would_expire(MongoServer on) {
        use(on);
        db().getCollection("a").insertOne(new Document("at", new Date()));
        declareIndexes("a", "indexes: [{key: at, expireAfterSeconds: 3600}]");
        requireRefused(
                "a had no documents past the time that is set",
                () -> db().getCollection("a").insertOne(new Document("at", new Date(0))));
        assertThat(indexes("a")).isEmpty();
        assertThat(db().getCollection("a").countDocuments()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void documents_that_do_not_fit(MongoServer on) {
        use(on);
        insert("a", "{n: 1}");
        declare("a", "validator: {n: {$type: int}}");
        requireRefused("a had no documents that do not fit its new validator", () -> insert("a", "{n: 'x'}"));
        assertThat(options("a")).doesNotContainKey("validator");
        assertThat(seedbank.run("push")).exits(0).prints("1 document does not fit its new validator");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void documents_that_are_too_many(MongoServer on) {
        use(on);
        declare("a", "capped: true\nsize: 4096\nmax: 10");
        assertThat(seedbank.run("push")).exits(0);
        insert("a", "{n: 1}");
        declare("a", "capped: true\nsize: 4096\nmax: 2");
        requireRefused("a had no more than 2 documents", () -> {
            insert("a", "{n: 2}");
            insert("a", "{n: 3}");
        });
        assertThat(db().getCollection("a").countDocuments()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_collection_that_was_empty(MongoServer on) {
        use(on);
        db().createCollection("a");
        declare("a", "capped: true\nsize: 4096");
        requireRefused("a was empty when the plan was made", () -> insert("a", "{n: 1}"));
        assertThat(db().getCollection("a").countDocuments()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void duplicates(MongoServer on) {
        use(on);
        insert("a", "{n: 1}");
        declareIndexes("a", "indexes: [{key: n, unique: true}]");
        try (var between = MongoStandIn.before(server.url(name))) {
            beforeTheRun(between, () -> insert("a", "{n: 1}"));
            assertThat(through(between).run("push")).exits(1).warns("is in 2 documents", "Nothing was changed");
        }
        assertThat(indexes("a")).isEmpty();
    }
}
