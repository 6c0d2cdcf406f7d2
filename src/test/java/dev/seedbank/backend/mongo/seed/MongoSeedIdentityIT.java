package dev.seedbank.backend.mongo.seed;

import static dev.seedbank.backend.mongo.seed.MongoSeeds.row;
import static dev.seedbank.backend.mongo.seed.MongoSeeds.seed;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.backend.mongo.MongoScope;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.MongoServer;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which row of a file is which document of the collection. */
class MongoSeedIdentityIT {
    private static final String ALL = "dev.seedbank.testing.MongoServer#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void rows_that_exist_are_skipped(MongoServer server) {
        try (var scope = MongoScope.on(server)) {
            try (var seeder = scope.store().seeder()) {
                assertThat(seeder.isEmpty()).isTrue();
                assertThat(seeder.isAtomic()).isFalse();
            }
            var one = row(2, "email", "\"a\"", "n", "1");
            var two = row(3, "email", "\"b\"", "n", "2");
            assertThat(seed(scope, List.of("email"), false, one)).isEqualTo(new SeedCounts(1, 0, 0));
            assertThat(seed(scope, List.of("email"), false, one, two)).isEqualTo(new SeedCounts(1, 0, 1));
            assertThat(scope.documents("users"))
                    .allMatch(document -> document.get("_id") instanceof ObjectId)
                    .extracting(document -> document.get("n"))
                    .containsExactly(1, 2);
            try (var seeder = scope.store().seeder()) {
                assertThat(seeder.isEmpty()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void without_names_the_id_and_unique_indexes_decide(MongoServer server) {
        try (var scope = MongoScope.on(server).insert("users", "{_id: 1, email: 'a', slug: {x: 'p'}}")) {
            var users = scope.database().getCollection("users");
            users.createIndex(
                    Indexes.ascending("email"), new IndexOptions().unique(true).sparse(true));
            users.createIndex(Indexes.ascending("slug.x", "n"), new IndexOptions().unique(true));
            assertThat(seed(
                            scope,
                            List.of(),
                            false,
                            row(1, "_id", "1.0", "email", "\"new\"", "slug", "{\"x\":\"1\"}"),
                            row(2, "email", "\"a\"", "slug", "{\"x\":\"2\"}"),
                            row(3, "slug", "{\"x\":\"p\"}"),
                            row(4, "_id", "{\"$numberLong\":\"2\"}", "slug", "{\"x\":\"q\"}")))
                    .isEqualTo(new SeedCounts(1, 0, 3));
            assertThat(scope.documents("users")).hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_partial_unique_index_is_the_servers_to_judge(MongoServer server) {
        server.assumes(Capability.PARTIAL_UNIQUE_INDEX);
        try (var scope = MongoScope.on(server)
                .insert("users", "{_id: 1, email: 'a', on: true}", "{_id: 2, email: 'b', on: false}")) {
            scope.database()
                    .getCollection("users")
                    .createIndex(
                            Indexes.ascending("email"),
                            new IndexOptions().unique(true).partialFilterExpression(Document.parse("{on: true}")));
            assertThat(seed(
                            scope,
                            List.of(),
                            false,
                            row(1, "email", "\"a\"", "on", "true"),
                            row(2, "email", "\"b\"", "on", "true"),
                            row(3, "email", "\"a\"", "on", "false")))
                    .isEqualTo(new SeedCounts(2, 0, 1, 3));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void text_is_compared_by_the_collections_rules(MongoServer server) {
        server.assumes(Capability.COLLATION);
        try (var scope = MongoScope.on(server)) {
            scope.database().runCommand(Document.parse("{create: 'users', collation: {locale: 'en', strength: 2}}"));
            scope.insert("users", "{_id: 1, email: 'A@B.C'}");
            assertThat(seed(scope, List.of("email"), false, row(1, "email", "\"a@b.c\""), row(2, "email", "\"x\"")))
                    .isEqualTo(new SeedCounts(1, 0, 1));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void rows_without_a_key_are_known_by_their_whole_content(MongoServer server) {
        try (var scope = MongoScope.on(server).insert("teams", "{_id: 't1', slug: 'core'}")) {
            var salted = new Value.Hashed("salt 1");
            var now = new Value.Generated(Value.Kind.MOMENT, "2026-01-28T10:30:00.000Z");
            var team = new Value.Reference(scope.collection("teams"), "slug", new Value.Text("core"));
            SeedRow[] rows = {
                row(1, "name", "\"Ada\"", "tags", "[1, {\"a\":2}]"),
                row(2, "name", "\"Ada\"", "tags", "[1, {\"a\":2}]"),
                row(3, "name", "\"Ada\"", "secret", salted, "at", now),
                row(4, "team", team, "name", new Value.Text("Bo")),
                row(5),
                row(6),
            };
            assertThat(seed(scope, List.of(), false, rows)).isEqualTo(new SeedCounts(6, 0, 0, 6));
            var before = scope.documents("users");
            assertThat(before).hasSize(6).allMatch(it -> ((ObjectId) it.get("_id")).getTimestamp() == 0);
            SeedRow[] again = {
                row(1, "tags", "[1,{\"a\" : 2}]", "name", "\"Ada\""),
                rows[1],
                row(
                        3,
                        "at",
                        new Value.Generated(Value.Kind.MOMENT, "2026-12-28T10:30:00.000Z"),
                        "name",
                        "\"Ada\"",
                        "secret",
                        new Value.Hashed("salt 2")),
                rows[3],
                rows[4],
                rows[5],
            };
            assertThat(seed(scope, List.of(), false, again)).isEqualTo(new SeedCounts(0, 0, 6, 6));
            assertThat(seed(scope, List.of(), true, again)).isEqualTo(new SeedCounts(0, 0, 6, 6));
            assertThat(scope.documents("users")).isEqualTo(before);
            assertThat(seed(
                            scope,
                            List.of(),
                            false,
                            rows[1],
                            rows[1],
                            rows[1],
                            row(4, "tags", "[2]", "name", "\"Ada\"")))
                    .isEqualTo(new SeedCounts(2, 0, 2, 4));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void of_rows_with_the_same_key_the_first_counts(MongoServer server) {
        try (var scope = MongoScope.on(server)) {
            var rows = new ArrayList<SeedRow>();
            for (int i = 0; i < 2500; i++) {
                rows.add(row(i + 1, "_id", i % 100 == 7 ? "7.0" : "" + i, "email", "\"" + i % 2000 + "\""));
            }
            var all = rows.toArray(SeedRow[]::new);
            assertThat(seed(scope, List.of(), false, all)).isEqualTo(new SeedCounts(2476, 0, 24));
            assertThat(seed(scope, List.of(), true, all)).isEqualTo(new SeedCounts(0, 0, 2500));
            scope.database().getCollection("users").drop();
            assertThat(seed(
                            scope,
                            List.of("email"),
                            false,
                            row(1, "email", "\"a\"", "n", "1"),
                            row(2, "email", "\"a\"", "n", "2")))
                    .isEqualTo(new SeedCounts(1, 0, 1));
            assertThat(scope.documents("users").getFirst()).containsEntry("n", 1);
            for (int run = 0; run < 2; run++) {
                assertThat(seed(
                                scope,
                                List.of("email"),
                                true,
                                row(1, "email", "\"a\"", "n", "2"),
                                row(2, "email", "\"a\"", "n", "3")))
                        .isEqualTo(new SeedCounts(0, 1 - run, 1 + run));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_file_in_which_many_rows_share_a_unique_value_is_skipped_over(MongoServer server) {
        try (var scope = MongoScope.on(server)) {
            scope.database()
                    .getCollection("users")
                    .createIndex(Indexes.ascending("email"), new IndexOptions().unique(true));
            var rows = new ArrayList<SeedRow>();
            for (int i = 0; i < 3000; i++) {
                rows.add(row(i + 1, "email", "\"" + i % 1500 + "\"", "n", "" + i));
            }
            assertThat(seed(scope, List.of(), false, rows.toArray(SeedRow[]::new)))
                    .isEqualTo(new SeedCounts(1500, 0, 1500));
            assertThat(scope.documents("users")).allMatch(it -> it.getInteger("n") < 1500);
        }
    }
}
