package dev.seedbank.backend.postgres.seed;

import static dev.seedbank.backend.postgres.seed.PostgresSeeds.row;
import static dev.seedbank.backend.postgres.seed.PostgresSeeds.seed;
import static dev.seedbank.backend.postgres.seed.PostgresSeeds.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.testing.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** So many rows that they go another way: several COPYs, and an INSERT that does not expect conflicts. */
class PostgresSeedBulkIT {
    private static final int ROWS = 40_000;

    private static List<SeedRow> rows() {
        var rows = new ArrayList<SeedRow>();
        for (int i = 1; i <= ROWS; i++) {
            rows.add(row("email", "'" + i + "@x'", "code", i % 1000 == 0 ? "'A" + i + "'" : "'a" + i + "'"));
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void many_rows_are_inserted_in_order_skipped_and_checked(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run("create table t (id serial primary key, email text unique, code text, age int check (age > 0))");
            var target = target("t", false);
            var rows = rows();
            assertThat(seed(db, target, rows)).isEqualTo(new SeedCounts(ROWS, 0, 0));
            assertThat(db.query("select count(*) from t where email <> id || '@x'"))
                    .containsExactly("0");
            assertThat(seed(db, target, rows)).isEqualTo(new SeedCounts(0, 0, ROWS));
            db.run("delete from t where id % 2 = 0", "insert into t (email) values ('x')");
            assertThat(seed(db, target, rows)).isEqualTo(new SeedCounts(ROWS / 2, 0, ROWS / 2));
            assertThat(seed(db, target("t", true, "email"), rows)).isEqualTo(new SeedCounts(0, 0, ROWS));

            db.run("truncate t restart identity");
            rows.set(35_000, row("email", "'7@x'", "age", "1"));
            assertThat(seed(db, target, rows)).isEqualTo(new SeedCounts(ROWS - 1, 0, 1));
            assertThat(db.query("select min(id) || '-' || count(age) from t")).containsExactly("1-0");

            db.run("truncate t restart identity");
            rows.set(35_001, row("email", "'neg'", "age", "-1"));
            assertThatThrownBy(() -> seed(db, target, rows))
                    .hasMessageStartingWith("seeds/x.json:35002: t_age_check: ");
            rows.set(35_002, row("email", "'no'", "age", "'no'"));
            assertThatThrownBy(() -> seed(db, target, rows))
                    .hasMessageStartingWith("seeds/x.json:35003: age: invalid input");
            assertThat(db.query("select count(*) from t")).containsExactly("0");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void what_an_index_on_an_expression_refuses_is_skipped(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run(
                    "create table t (id serial primary key, email text unique, code text)",
                    "create unique index on t (lower(code))",
                    "insert into t (email, code) values ('there', 'A2000')");
            var rows = rows();
            rows.add(row("email", "'last'", "code", "'a3000'"));
            assertThat(seed(db, target("t", false), rows)).isEqualTo(new SeedCounts(ROWS - 1, 0, 2));
        }
    }
}
