package dev.seedbank.backend.postgres.seed;

import static dev.seedbank.backend.postgres.seed.PostgresSeeds.add;
import static dev.seedbank.backend.postgres.seed.PostgresSeeds.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that are none: each is refused with its place, whoever sees it first. */
class PostgresSeedValuesIT {
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void what_is_no_json_is_refused_with_its_place(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run("create table t (id int primary key, j json, b jsonb, tags text[])");
            for (var column : new String[] {"j", "b"}) {
                for (var broken : new String[] {
                    "1.",
                    "-",
                    "01",
                    "[1e]",
                    "{'n': .5}",
                    "[1,]",
                    "{'a' 1}",
                    "{'a': 1} 2",
                    "['\\x']",
                    "tru",
                    "[",
                    "{1: 2}"
                }) {
                    assertThat(refused(db, column, "", row("id", "1"), row("id", "2", column, broken)))
                            .as("said by the server")
                            .doesNotContain("type json");
                }
                refused(db, column, "", row("id", "1"), row("id", "2", column, new Value.Text("{\"n\": 01}")));
                refused(db, column, "", row("id", "1"), row("id", "2", column, "{'$json': '{'}"));
            }
            refused(db, "tags", ": not JSON: ", row("id", "1"), row("id", "2", "tags", new Value.Text("[x]")));
            refused(db, "id", " (integer) cannot hold an object", row("id", "1"), row("id", "{}"));
            assertThat(db.query("select count(*) from t")).containsExactly("0");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_reference_is_named_by_the_rows_field_not_by_the_one_that_it_refers_to(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run(
                    "create table p (id int primary key, slug text unique)",
                    "create table t (id int primary key, p int references p)");
            var broken = new Value.Reference(PostgresSeeds.table("p"), "slug", new Value.Json("{}"));
            refused(db, "p", " (text) cannot hold an object", row("id", "1"), row("id", "2", "p", broken));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void rows_without_a_reference_may_come_before_the_first_that_has_one(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run(
                    "create table p (id int primary key, slug text unique)",
                    "create table t (id int primary key, p int references p)",
                    "insert into p values (7, 'x')");
            var rows = List.of(
                    row("id", "1", "p", "null"), row("id", "2", "p", PostgresSeeds.reference("p", "slug", "x")));
            assertTimeoutPreemptively(
                    Duration.ofMinutes(1),
                    () -> assertThat(add(db, "t", rows.toArray(SeedRow[]::new))).isEqualTo(new SeedCounts(2, 0, 0)));
            assertThat(db.query("select p from t order by id")).containsExactly("null", "7");
        }
    }

    /** The second row is; the message. */
    private static String refused(Database db, String field, String words, SeedRow... rows) {
        var refused = catchThrowable(() -> add(db, "t", rows));
        assertThat(refused)
                .isInstanceOfSatisfying(OperationFailed.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.DATA_REJECTED);
                    assertThat(failure.where())
                            .isEqualTo(Where.at(Where.Key.FILE, "seeds/x.json")
                                    .and(Where.Key.LINE, 2L)
                                    .and(Where.Key.FIELD, field));
                })
                .hasMessageStartingWith("seeds/x.json:2: " + field + ": ")
                .hasMessageContaining(words);
        return String.valueOf(refused.getMessage());
    }
}
