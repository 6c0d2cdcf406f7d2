package dev.seedbank.backend.mongo.seed;

import static dev.seedbank.backend.mongo.seed.MongoSeeds.assertFailure;
import static dev.seedbank.backend.mongo.seed.MongoSeeds.row;
import static dev.seedbank.backend.mongo.seed.MongoSeeds.seed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.backend.mongo.MongoScope;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.MongoServer;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MongoSeederIT {
    private static final String ALL = "dev.seedbank.testing.MongoServer#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void update_changes_what_is_different(MongoServer server) {
        try (var scope = MongoScope.on(server)
                .insert(
                        "users",
                        "{_id: 1, email: 'a', n: 1.0, x: 'kept'}",
                        "{_id: 2, email: 'b', n: 5, made: 'old'}")) {
            var made = new Value.Generated(Value.Kind.TEXT, "new");
            assertThat(seed(
                            scope,
                            List.of("email"),
                            true,
                            row(1, "email", "\"a\"", "n", "1"),
                            row(2, "email", "\"b\"", "n", "6", "made", made),
                            row(3, "email", "\"c\"", "made", made)))
                    .isEqualTo(new SeedCounts(1, 1, 1));
            assertThat(scope.documents("users").subList(0, 2))
                    .containsExactly(
                            Document.parse("{_id: 1, email: 'a', n: 1.0, x: 'kept'}"),
                            Document.parse("{_id: 2, email: 'b', n: 6, made: 'old'}"));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void an_update_of_odd_names_keeps_the_rest(MongoServer server) {
        // A server that cannot replace such a document mostly cannot do this either, though it inserts one.
        server.assumes(Capability.ODD_FIELD_NAMES, Capability.BINARY_SUBTYPES);
        try (var scope = MongoScope.on(server).insert("users", "{_id: 1, x: 'kept'}")) {
            assertThat(seed(scope, List.of(), true, row(1, "_id", "1", "a.b", "2")))
                    .isEqualTo(new SeedCounts(0, 1, 0));
            assertThat(scope.documents("users")).containsExactly(Document.parse("{_id: 1, x: 'kept', 'a.b': 2}"));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void values_are_what_the_file_means(MongoServer server) {
        try (var scope = MongoScope.on(server).insert("teams", "{_id: 't1', slug: 'core'}")) {
            seed(
                    scope,
                    List.of(),
                    false,
                    row(
                            1,
                            "_id",
                            "{\"$oid\":\"00112233445566778899aabb\"}",
                            "text",
                            new Value.Text("007"),
                            "at",
                            new Value.Generated(Value.Kind.MOMENT, "2026-01-28T10:30:00.000Z"),
                            "team",
                            new Value.Reference(scope.collection("teams"), "slug", new Value.Text("core")),
                            "none",
                            new Value.Reference(scope.collection("teams"), "slug", new Value.Json("null")),
                            "deep",
                            "{\"a\":[1,{\"$date\":\"1970-01-01T00:00:00Z\"}]}"));
            assertThat(scope.documents("users"))
                    .containsExactly(new Document("_id", new ObjectId("00112233445566778899aabb"))
                            .append("text", "007")
                            .append("at", Date.from(java.time.Instant.parse("2026-01-28T10:30:00Z")))
                            .append("team", "t1")
                            .append("none", null)
                            .append("deep", new Document("a", List.of(1, new Date(0)))));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_row_may_refer_to_one_above_it(MongoServer server) {
        try (var scope = MongoScope.on(server)) {
            var boss = new Value.Reference(scope.collection("users"), "email", new Value.Json("\"a\""));
            seed(scope, List.of(), false, row(1, "_id", "7", "email", "\"a\""), row(2, "_id", "8", "boss", boss));
            assertThat(scope.documents("users").getLast()).containsEntry("boss", 7);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void what_does_not_fit_is_named(MongoServer server) {
        try (var scope = MongoScope.on(server).insert("teams", "{slug: 'x'}", "{slug: 'x'}")) {
            assertFailure(
                    scope, "seeds/users.json:9: id: $oid: 'q' is not hexadecimal", row(9, "id", "{\"$oid\":\"q\"}"));
            assertFailure(scope, "seeds/users.json:9: n: 'tru' is not a JSON value", row(9, "n", "tru"));
            assertFailure(
                    scope,
                    "seeds/users.json:3: team: no document in teams has slug = \"y\"",
                    row(3, "team", new Value.Reference(scope.collection("teams"), "slug", new Value.Text("y"))));
            assertFailure(
                    scope,
                    "seeds/users.json:3: team: more than one document in teams has slug = \"x\"",
                    row(3, "team", new Value.Reference(scope.collection("teams"), "slug", new Value.Text("x"))));
            assertThatThrownBy(() -> seed(scope, List.of("email"), false, row(5, "n", "1")))
                    .isInstanceOf(OperationFailed.class)
                    .hasMessage("seeds/users.json:5: email: missing, but rows are identified by it (seed.unique)");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_validator_is_in_force_and_says_why(MongoServer server) {
        server.assumes(Capability.VALIDATORS);
        try (var scope = MongoScope.on(server)) {
            scope.database().runCommand(Document.parse("""
                    {create: 'users', validator: {$jsonSchema: {required: ['email'], properties: {
                        email: {bsonType: 'string'}, age: {bsonType: 'int', minimum: 0}}}}}
                    """));
            assertThatThrownBy(() -> seed(
                            scope,
                            List.of(),
                            false,
                            row(1, "email", "\"a\"", "age", "5"),
                            row(2, "email", "\"b\"", "age", "-5")))
                    .isInstanceOf(OperationFailed.class)
                    .hasMessageStartingWith("seeds/users.json:2: ")
                    .hasMessageContaining("validator");
            assertThat(scope.documents("users")).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_conflict_with_another_unique_index_is_named(MongoServer server) {
        try (var scope = MongoScope.on(server).insert("users", "{_id: 1, email: 'a', slug: 's'}")) {
            scope.database()
                    .getCollection("users")
                    .createIndex(Indexes.ascending("slug"), new IndexOptions().unique(true));
            assertThatThrownBy(() -> seed(scope, List.of("email"), false, row(6, "email", "\"b\"", "slug", "\"s\"")))
                    .isInstanceOf(OperationFailed.class)
                    .hasMessageStartingWith("seeds/users.json:6: duplicate key")
                    .hasMessageContaining("slug");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void many_rows_go_in_batches(MongoServer server) {
        try (var scope = MongoScope.on(server).insert("users", "{_id: 1700}")) {
            var rows = new ArrayList<SeedRow>();
            for (int id = 0; id < 3000; id++) {
                rows.add(row(id + 1, "_id", Integer.toString(id)));
            }
            assertThat(seed(scope, List.of(), false, rows.toArray(SeedRow[]::new)))
                    .isEqualTo(new SeedCounts(2999, 0, 1));
            assertThat(scope.documents("users")).hasSize(3000);
        }
    }
}
