package dev.seedbank.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import dev.seedbank.testing.MongoStandIn.Action;
import java.nio.file.Path;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a MongoDB server tells of itself. The servers at hand tell little of it, so a stand-in answers as the MongoDB manual says
 * ({@code $currentOp}, {@code serverStatus}, Database Profiler Output).
 */
@Tag("program")
class MaintenanceMongoServerIT {
    private final MongoServer server = MongoServer.embedded();
    private final String name = server.database();

    @TempDir
    Path project;

    @BeforeEach
    void fill() {
        var users = server.open(name).getCollection("users");
        users.insertOne(Document.parse("{_id: 1, a: 1}"));
        users.createIndex(Document.parse("{a: 1}"));
        users.createIndex(Document.parse("{a: 1, b: 1}"));
    }

    @AfterEach
    void drop() {
        server.drop(name);
    }

    private Findings look(MongoStandIn standIn) {
        return Findings.of(CliRunner.in(project).env("DATABASE_URI", standIn.url()));
    }

    private Action batch(String... documents) {
        return new Action.Answer(BsonDocument.parse("{ok: 1, cursor: {id: NumberLong(0), ns: '%s.x', firstBatch: [%s]}}"
                .formatted(name, String.join(", ", documents))));
    }

    private static boolean asks(BsonDocument command, String stage) {
        return command.containsKey("pipeline")
                && command.getArray("pipeline").toString().contains(stage);
    }

    private String operation(String fields) {
        return "{active: true, op: 'update', ns: '%s.users', %s}".formatted(name, fields);
    }

    @Test
    void operations_that_take_long_or_wait() {
        try (var standIn = MongoStandIn.before(server.url(name))) {
            standIn.when(
                    "aggregate",
                    (command, _) -> asks(command, "$currentOp")
                            ? batch(
                                    operation("opid: 11, secs_running: NumberLong(301), appName: 'shop'"),
                                    operation("opid: 'shard1:12', secs_running: NumberLong(2), waitingForLock: true"),
                                    operation("opid: 13, secs_running: NumberLong(2)"),
                                    operation("opid: 14, secs_running: NumberLong(999)")
                                            .replace("active: true", "active: false"),
                                    operation("opid: 15, secs_running: NumberLong(999)")
                                            .replace("'update'", "'none'"),
                                    operation("opid: 16, secs_running: NumberLong(999)")
                                            .replace(name, "other"))
                            : null);
            var found = look(standIn);
            assertThat(found.exitCode()).isEqualTo(5);
            assertThat(found.ofDatabase())
                    .containsExactlyInAnyOrder(
                            "long-operation/operation 11", "waiting/operation shard1:12", "covered-index/users.a_1");
            assertThat(found.get("operation 11").path("what").asText())
                    .isEqualTo(
                            "(update on %s.users, application shop) has been running for a long time".formatted(name));
            assertThat(found.fix("operation 11"))
                    .isEqualTo("db.getSiblingDB(\"admin\").runCommand({\"killOp\": 1, \"op\": 11})");
        }
    }

    @Test
    void connections_and_cache_near_their_limits() {
        try (var standIn = MongoStandIn.before(server.url(name))) {
            standIn.when("serverStatus", (_, _) -> new Action.Answer(BsonDocument.parse("""
                            {ok: 1, uptime: 7200, connections: {current: 96, available: 4},
                             wiredTiger: {cache: {"pages requested from the cache": NumberLong(2000000),
                               "pages read into cache": NumberLong(500000), "maximum bytes configured": NumberLong(1073741824)}}}
                            """)));
            var found = look(standIn);
            assertThat(found.ofDatabase())
                    .containsExactly("connections/connections", "covered-index/users.a_1", "cache/cache");
            assertThat(found.get("connections").path("severity").asText()).isEqualTo("critical");
            assertThat(found.get("cache/cache").at("/evidence/0/value").asInt()).isEqualTo(75);
        }
    }

    @Test
    void what_the_profiler_has_kept_is_shown_without_values() {
        try (var standIn = MongoStandIn.before(server.url(name))) {
            standIn.when(
                    "find",
                    (command, _) -> command.getString("find").getValue().equals("system.profile")
                            ? batch("{op: 'query', ns: '%s.users', millis: 1700, planSummary: 'COLLSCAN',"
                                            .formatted(name)
                                    + " command: {filter: {secret: 'geheim'}}}")
                            : null);
            var slowest = look(standIn).document().at("/stores/0/slowest");
            assertThat(slowest.toString())
                    .contains("\"statement\":\"query %s.users COLLSCAN\"".formatted(name), "\"milliseconds\":1700")
                    .doesNotContain("geheim");
        }
    }

    /** A user with the role readWrite: what they may see is looked at all the same. */
    @Test
    void what_a_user_may_not_read_is_said_and_the_rest_is_looked_at() {
        try (var standIn = MongoStandIn.before(server.url(name))) {
            standIn.when(
                    "aggregate",
                    (command, _) -> asks(command, "$indexStats") || asks(command, "\"allUsers\": true")
                            ? unauthorized(command)
                            : asks(command, "$currentOp")
                                    ? batch(operation("opid: 21, secs_running: NumberLong(400)"))
                                    : null);
            standIn.when("serverStatus", (command, _) -> unauthorized(command));
            standIn.when(
                    "find",
                    (command, _) -> command.getString("find").getValue().equals("system.profile")
                            ? unauthorized(command)
                            : null);
            var found = look(standIn);
            assertThat(found.exitCode()).isEqualTo(5);
            assertThat(found.ofDatabase())
                    .containsExactlyInAnyOrder("long-operation/operation 21", "covered-index/users.a_1");
            assertThat(found.document().at("/stores/0/notes").toString())
                    .contains(
                            "Not looked at: use of indexes (",
                            "Not looked at: operations of other users, which this user may not see (role clusterMonitor)",
                            "Not looked at: connections and cache (",
                            "Not looked at: the profiler's operations (");
        }
    }

    private static @Nullable Action unauthorized(BsonDocument command) {
        return MongoStandIn.error(13, "Unauthorized", "not authorized to execute command " + command.getFirstKey());
    }

    @Test
    void a_log_of_a_replica_set_that_is_full_and_short() {
        try (var standIn = MongoStandIn.before(server.url(name))) {
            standIn.as(hello -> hello.append("setName", new org.bson.BsonString("rs0")))
                    .when(
                            "find",
                            (command, _) -> command.getString("find").getValue().equals("oplog.rs")
                                    ? batch("{ts: Timestamp(%d, 1)}"
                                            .formatted(
                                                    command.getDocument("sort")
                                                                            .getNumber("$natural")
                                                                            .intValue()
                                                                    > 0
                                                            ? 1000
                                                            : 8200))
                                    : null)
                    .when(
                            "collStats",
                            (command, _) ->
                                    command.getString("collStats").getValue().equals("oplog.rs")
                                            ? new Action.Answer(BsonDocument.parse("{ok: 1, size: 990, maxSize: 1000}"))
                                            : null);
            var found = look(standIn);
            assertThat(found.ofDatabase()).containsExactly("oplog/oplog", "covered-index/users.a_1");
            assertThat(found.get("oplog/oplog").at("/evidence/0/value").asInt()).isEqualTo(7200);
        }
    }

    @Test
    void collections_without_a_model_in_a_project_that_has_models() {
        server.open(name).createCollection("orders");
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
        assertThat(Findings.of(seedbank).ofDatabase()).containsExactly("covered-index/users.a_1");
        seedbank.file("models/users.json", "{}");
        var found = Findings.of(seedbank);
        assertThat(found.exitCode()).isZero();
        assertThat(found.ofDatabase()).containsExactly("covered-index/users.a_1", "no-model/orders");
        assertThat(found.fix("no-model/orders")).isEqualTo("seedbank model infer orders");
        seedbank.file(
                "seedbank.yaml", "seedbank: {stores: {mongodb: {url: \"${DATABASE_URI}\"}}, models: {require: true}}");
        assertThat(Findings.of(seedbank).exitCode()).isEqualTo(5);
        assertThat(seedbank.run("maintenance"))
                .prints(
                        "warning orders has no model, and this project requires one [no-model]",
                        "To decide: seedbank model infer orders");
    }
}
