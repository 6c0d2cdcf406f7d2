package dev.seedbank.backend.postgres.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.failure.OperationFailed;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresLargeObjectsIT {
    private static final String DIGEST =
            "select oid || ' ' || length(lo_get(oid)) || ' ' || md5(lo_get(oid)) from pg_largeobject_metadata order by oid";

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void all_come_back_and_others_go(PostgresServer server) throws Exception {
        try (var made = server.createDatabase();
                var otherMade = server.createDatabase()) {
            var db = made.as(made.createOwner());
            var other = otherMade.as(otherMade.createOwner());
            db.run("select lo_from_bytea(100, '\\x00ff5c270a')", "select lo_create(4294967295::oid)");
            db.run(
                    "select lo_from_bytea(101, decode(repeat('00017f80ff', 262144 * 2 / 5 + 1), 'hex'))",
                    "select lo_from_bytea(102, decode(repeat('ab', 262144), 'hex'))",
                    "select lo_from_bytea(103, decode(repeat('cd', 262144 * 3), 'hex'))",
                    "select lo_create(104)",
                    "select lo_put(104, 1000000, '\\x01')");
            other.run(
                    "select lo_from_bytea(100, decode(repeat('01', 300000), 'hex'))",
                    "select lo_from_bytea(7, '\\x01')",
                    "select lo_create(105)");
            var json = dump(db);
            assertThat(json)
                    .startsWith("{\"oid\": 100, \"page\": 0, \"data\": \"\\\\x00ff5c270a\"},\n{")
                    .endsWith("\"}");
            assertThat(load(other, "[\n" + json + "\n]\n"))
                    .isEqualTo(json.lines().count());
            assertThat(other.query(DIGEST)).isEqualTo(db.query(DIGEST)).hasSize(6);
            assertThat(dump(other)).isEqualTo(json);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_broken_row_is_named_and_changes_nothing(PostgresServer server) throws Exception {
        try (var db = server.createDatabase()) {
            db.run("select lo_from_bytea(100, '\\x01')");
            for (var row : new String[] {
                "{\"oid\": 1}", "{\"oid\": 1, \"page\": 0, \"data\": \"\\\\xzz\"}",
                        "{\"oid\": 1, \"page\": 0, \"data\"",
                "{\"oid\": \"1\", \"page\": 0, \"data\": \"\\\\x\"}", "7",
                        "{\"oid\": 1, \"page\": 0, \"data\": \"\\\\x\", \"more\": {}}"
            }) {
                assertThatThrownBy(() -> load(db, "[{\"oid\": 5, \"page\": 0, \"data\": \"\\\\x00\"},\n" + row))
                        .isInstanceOf(OperationFailed.class)
                        .hasMessageContaining("row 2");
            }
            assertThat(db.query(DIGEST)).containsExactly("100 1 55a54008ad1ba589aa210d2629c1df41");
        }
    }

    private static String dump(Database db) throws Exception {
        try (var connection = db.connect();
                var statement = connection.createStatement()) {
            statement.execute("begin transaction isolation level repeatable read read only");
            var out = new ByteArrayOutputStream();
            var rows = PostgresLargeObjects.dump(connection, out);
            var text = out.toString(StandardCharsets.US_ASCII);
            assertThat(text.lines().count()).isEqualTo(rows);
            return text;
        }
    }

    private static long load(Database db, String json) throws Exception {
        try (var connection = db.connect()) {
            connection.setAutoCommit(false);
            var rows = PostgresLargeObjects.load(
                    connection, new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
            connection.commit();
            return rows;
        }
    }
}
