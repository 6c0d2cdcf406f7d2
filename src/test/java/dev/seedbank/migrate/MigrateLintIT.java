package dev.seedbank.migrate;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What statements would do to a live database: {@code migrate lint}, and {@code migrate --dry-run}, measured against the server. */
@Tag("program")
class MigrateLintIT {
    private static final String TABLES = """
            create table users (id int primary key, name varchar(50), note text, score numeric(8,2), seen timestamp(3),
                email text, filled int not null default 1, checked int, constraint checked_set check (checked is not null) not valid);
            create table teams (id int primary key, "Owner" int);
            create index users_name on users (name);
            create materialized view totals as select count(*) as n from users;
            create unique index totals_n on totals (n);
            create sequence numbers;
            create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
            create trigger touched before update on users for each row execute function touch();
            create domain positive as int check (value > 0);
            create table parts (id int, day date) partition by range (day);
            create table parts_1 partition of parts for values from ('2026-01-01') to ('2026-02-01');
            insert into users (id, name, checked, email) select n, 'u' || n, n, n from generate_series(1, 500) n;
            insert into teams select n from generate_series(1, 500) n;
            alter table users validate constraint checked_set""";

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        open(PostgresServer.any());
    }

    private void open(PostgresServer server) {
        db = server.createDatabase();
        db.run(TABLES.split(";(?=\\n)"));
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @AfterEach
    void drop() {
        db.close();
    }

    private static JsonNode json(CliResult result) throws IOException {
        return new ObjectMapper().readTree(result.out());
    }

    /** Each of these can run in a transaction; which table it is about. */
    private static final List<List<String>> MEASURED = List.of(
            List.of("users", "alter table users add column age int"),
            List.of(
                    "users",
                    "alter table users add age int not null default 7, add column at timestamptz default now()"),
            List.of("users", "alter table users add column token uuid default gen_random_uuid()"),
            List.of("users", "alter table users add column at timestamptz not null default clock_timestamp()"),
            List.of("users", "alter table only users add number bigserial"),
            List.of("users", "alter table users add number int generated always as identity"),
            List.of("users", "alter table users add double int generated always as (id * 2) stored"),
            List.of("users", "alter table users add p positive"),
            List.of("users", "alter table users add column age int check (age > 0)"),
            List.of("users", "alter table users add column team int references teams"),
            List.of("users", "alter table users add column code text unique"),
            List.of("users", "alter table users drop column note"),
            List.of("users", "alter table users alter column email set not null"),
            List.of("users", "alter table users alter checked set not null"),
            List.of("users", "alter table users alter column name type varchar(80)"),
            List.of("users", "alter table users alter column name type text"),
            List.of("users", "alter table users alter column name set data type varchar(20)"),
            List.of("users", "alter table users alter column id type bigint"),
            List.of("users", "alter table users alter column score type numeric(10, 2)"),
            List.of("users", "alter table users alter column score type numeric(10,3)"),
            List.of("users", "alter table users alter column seen type timestamp without time zone"),
            List.of("users", "alter table users alter column note type varchar(10) using left(note, 10)"),
            List.of(
                    "users",
                    "alter table users alter column email set default 'x', alter column email set statistics 100"),
            List.of("users", "alter table users alter column email set statistics 100"),
            List.of("users", "alter table users alter email set (n_distinct = 5)"),
            List.of("users", "alter table users set (fillfactor = 90)"),
            List.of("users", "alter table users set unlogged"),
            List.of("users", "alter table users rename to people"),
            List.of("users", "alter table users rename column note to remark"),
            List.of("users", "alter table users rename note to remark"),
            List.of("users", "alter table users disable trigger touched"),
            List.of("users", "alter table users enable row level security"),
            List.of("users", "alter table users cluster on users_name"),
            List.of("users", "alter table users replica identity full"),
            List.of("users", "alter table users add constraint u unique (email)"),
            List.of("users", "alter table users add constraint c check (id > 0)"),
            List.of("users", "alter table users add check (id > 0) not valid"),
            List.of("users", "alter table users validate constraint checked_set"),
            List.of("teams", "alter table teams add foreign key (\"Owner\") references users (id)"),
            List.of(
                    "teams",
                    "alter table teams add constraint o foreign key (\"Owner\") references public.users not valid"),
            List.of("teams", "alter table teams rename column \"Owner\" to owner"),
            List.of("parts", "alter table parts detach partition parts_1"),
            List.of("users", "create index on users (email)"),
            List.of("users", "create unique index if not exists by_email on public.users using btree (email)"),
            List.of("users", "drop index users_name"),
            List.of("users", "reindex index users_name"),
            List.of("users", "reindex table users"),
            List.of("users", "create trigger t2 after insert on users for each row execute function touch()"),
            List.of("users", "drop trigger touched on users"),
            List.of("users", "create policy p on users using (true)"),
            List.of("users", "create statistics s on name, email from users"),
            List.of("totals", "refresh materialized view totals"),
            List.of("totals", "refresh materialized view concurrently totals"),
            List.of("users", "cluster users using users_name"),
            List.of("teams", "truncate teams"),
            List.of("teams", "drop table if exists teams"),
            List.of("users", "update users set note = 'x'"),
            List.of("users", "update only users set note = 'x' where id = 1"),
            List.of("teams", "delete from teams"),
            List.of("teams", "insert into teams values (1000)"),
            List.of("users", "lock table users in share row exclusive mode"),
            List.of("users", "lock users"),
            List.of("users", "create table roles (id int primary key, user_id int references users)"),
            List.of(
                    "parts",
                    "create table parts_2 partition of parts for values from ('2026-02-01') to ('2026-03-01')"),
            List.of("users", "analyze users"),
            List.of("users", "select count(*) from users"));

    /** The locks that it names are those that the server takes; it calls a rewrite what makes a new file of the table. */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void names_the_lock_that_the_server_takes(PostgresServer server) throws Exception {
        db.close();
        open(server);
        for (int i = 0; i < MEASURED.size(); i++) {
            seedbank.file(
                    "migrations/V%d__m.sql".formatted(i + 1), MEASURED.get(i).get(1) + ";\n");
        }
        var told =
                json(seedbank.run("migrate", "--dry-run", "--output", "json")).at("/migrations");
        var soft = new SoftAssertions();
        try (var connection = db.connect()) {
            for (int i = 0; i < MEASURED.size(); i++) {
                var table = MEASURED.get(i).get(0);
                var sql = MEASURED.get(i).get(1);
                var measured = measure(connection, table, sql);
                var effect = told.get(i).at("/effects/0");
                soft.assertThat(effect.get("lock").asText()).as(sql).isEqualTo(measured.lock());
                soft.assertThat(rewrites(effect, sql)).as(sql + " rewrites").isEqualTo(measured.rewrites());
            }
        }
        soft.assertAll();
    }

    /** Changing each row is as much work, and makes no new file. */
    private static boolean rewrites(JsonNode told, String sql) {
        return told.get("rewrites").asBoolean() && !sql.matches("(update|delete) .*");
    }

    private record Measured(String lock, boolean rewrites) {}

    private static Measured measure(Connection connection, String table, String sql) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            var oid = one(connection, "select '%s'::regclass::oid".formatted(table));
            var before = one(connection, "select relfilenode from pg_class where oid = " + oid);
            statement.execute(sql);
            var lock = one(connection, """
                    select lower(regexp_replace(replace(mode, 'Lock', ''), '(?<=[a-z])(?=[A-Z])', ' ', 'g')) from pg_locks
                    where pid = pg_backend_pid() and locktype = 'relation' and relation = %s and mode not in ('AccessShareLock', 'RowShareLock')
                    order by array_position(array['RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock',
                        'ExclusiveLock', 'AccessExclusiveLock'], mode) desc limit 1""".formatted(oid));
            var after = one(connection, "select relfilenode from pg_class where oid = " + oid);
            boolean emptied = sql.startsWith("truncate") || sql.startsWith("refresh") || after.isEmpty();
            return new Measured(lock, !emptied && !before.equals(after));
        } catch (SQLException e) {
            return new Measured(sql + ": " + e.getMessage(), false);
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "";
        }
    }

    /** A statement, and the rule that finds it. */
    private static final List<List<String>> DANGERS = List.of(
            List.of("add-not-null", "alter table users add column team int not null"),
            List.of("volatile-default", "alter table users add column t text default md5(random()::text)"),
            List.of("set-not-null", "alter table users alter column note set not null"),
            List.of("index", "create index by_note on users (note)"),
            List.of("index-change", "drop index users_name"),
            List.of("foreign-key", "alter table teams add foreign key (\"Owner\") references users"),
            List.of("check", "alter table users add constraint positive check (id > 0)"),
            List.of("unique", "alter table users add unique (note)"),
            List.of("change-type", "alter table users alter id type bigint"),
            List.of("rewrite", "vacuum full users"),
            List.of("rename", "alter table users rename to people"),
            List.of("drop", "drop table teams, users cascade"),
            List.of("all-rows", "update users set note = ''"));

    @Test
    void finds_what_would_hurt_and_says_how_to_write_it() throws Exception {
        for (int i = 0; i < DANGERS.size(); i++) {
            seedbank.file(
                    "migrations/V%d__m.sql".formatted(i + 1),
                    "-- Why.\n" + DANGERS.get(i).get(1) + ";\n");
        }

        var found = json(seedbank.run("migrate", "lint", "--output", "json")).at("/findings");

        assertThat(found)
                .extracting(it -> it.get("rule").asText())
                .containsSubsequence(DANGERS.stream().map(it -> it.get(0)).toList());
        assertThat(found).extracting(it -> it.get("line").asInt()).containsOnly(2);
        assertThat(found).hasSize(DANGERS.size() + 1);
        assertThat(seedbank.run("migrate", "lint"))
                .exits(5)
                .prints(
                        "migrations/V4__m.sql:2: builds an index of all rows of users",
                        "[index]",
                        "CREATE INDEX CONCURRENTLY")
                .prints("13 migrations checked: 14 dangers", "-- seedbank:allow add-not-null");
        assertThat(db.query("select count(*) from users")).containsExactly("500");
    }

    @Test
    void what_a_pending_migration_makes_is_used_by_nobody() {
        seedbank.file("migrations/V1__new.sql", """
                        create table orders (id int primary key, user_id int);
                        create index on orders (user_id);
                        insert into orders values (1);
                        update orders set user_id = 1;
                        """)
                .file(
                        "migrations/V2__more.sql",
                        "alter table orders add column note text not null;\ndrop table orders;\n");

        assertThat(seedbank.run("migrate", "lint")).exits(0).prints("2 migrations checked: none would hurt");
        assertThat(seedbank.run("migrate", "--dry-run"))
                .exits(0)
                .prints("line 1: create table orders: new table\n")
                .prints("line 2: create index on: new table\n")
                .prints("line 3: insert into orders: new table\n")
                .prints("line 1: alter table orders: new table\n")
                .prints("line 2: drop table orders: new table\n");
    }

    @Test
    void what_a_new_table_refers_to_is_locked_all_the_same() {
        seedbank.file("migrations/V1__new.sql", """
                create table orders (id int primary key, user_id int);
                alter table orders add foreign key (user_id) references users;
                alter table orders rename to purchases;
                alter table purchases add foreign key (user_id) references orders_old;
                create table lines (purchase int references purchases);
                drop table purchases, teams cascade;
                """);

        assertThat(seedbank.run("migrate", "--dry-run"))
                .exits(0)
                .prints("line 2: alter table orders: SHARE ROW EXCLUSIVE on users (")
                .prints("line 3: alter table orders: new table\n")
                .prints("line 4: alter table purchases: SHARE ROW EXCLUSIVE\n")
                .prints("line 5: create table lines: new table\n")
                .prints("line 6: drop table purchases: ACCESS EXCLUSIVE on teams (");
    }

    /** Somebody may have meant to write something into it. */
    @Test
    void a_file_without_statements_is_named() throws IOException {
        seedbank.file("migrations/V1__nothing.sql", "-- Later.\n");

        assertThat(seedbank.run("migrate", "lint")).exits(0).prints("migrations/V1__nothing.sql has no statements");
        assertThat(json(seedbank.run("migrate", "lint", "-o", "json"))
                        .at("/empty/0")
                        .asText())
                .isEqualTo("migrations/V1__nothing.sql");
        assertThat(seedbank.run("migrate", "--dry-run"))
                .exits(0)
                .prints("postgresql/V1__nothing.sql\n    no statements\n");
        assertThat(seedbank.run("migrate"))
                .exits(0)
                .prints("postgresql/V1__nothing.sql has no statements; it is recorded as applied");
        assertThat(seedbank.run("migrate", "lint"))
                .exits(0)
                .prints("No migration is pending", "To check those that are applied: seedbank migrate lint --all");
    }

    @Test
    void without_migrations_it_says_where_it_looked() {
        for (var command : List.of("lint", "validate")) {
            assertThat(seedbank.run("migrate", command))
                    .exits(0)
                    .prints("No migrations: there is no folder ", "/migrations");
        }
    }

    @Test
    void what_the_file_says_is_meant_is_not_found() {
        seedbank.file(
                "migrations/V1__drop.sql",
                "-- seedbank:allow drop, rename\nalter table users drop column note;\nalter table users rename to people;\n");
        assertThat(seedbank.run("migrate", "lint")).exits(0);

        seedbank.file("migrations/V2__drop.sql", "-- seedbank:allow drops\ndrop table teams;\n");
        assertThat(seedbank.run("migrate", "lint"))
                .exits(2)
                .warns("migrations/V2__drop.sql:1: 'drops' is not a rule of migrate lint", "change-type");
    }

    @OptionTest("migrate lint --all")
    void looks_at_what_is_applied_too() {
        seedbank.file("migrations/V1__drop.sql", "drop table teams;\n");
        assertThat(seedbank.run("migrate")).exits(0);

        assertThat(seedbank.run("migrate", "lint")).exits(0);
        assertThat(seedbank.run("migrate", "lint", "--all")).exits(5).prints("drops table teams");
    }

    @Test
    void a_dry_run_names_lock_and_size() {
        seedbank.file("migrations/V1__a.sql", """
                alter table users add column token uuid default gen_random_uuid();
                insert into teams values (501);
                insert into teams values (502);
                do $$ begin perform 1; end $$;
                """);

        assertThat(seedbank.run("migrate", "--dry-run"))
                .exits(0)
                .prints("line 1: alter table users: ACCESS EXCLUSIVE on users (", "rewrites all of it")
                .prints("line 2: insert into teams (2 statements): ROW EXCLUSIVE on teams")
                .prints("line 4: do: unknown");
    }

    /** Its words are not kept all. */
    @Test
    void a_file_of_many_statements_takes_little_memory() throws IOException {
        var file = project.resolve("migrations/V1__many.sql");
        Files.createDirectories(file.getParent());
        try (var out = Files.newBufferedWriter(file)) {
            var values = java.util.stream.IntStream.range(0, 100)
                    .mapToObj("(%d)"::formatted)
                    .collect(joining(","));
            for (int i = 0; i < 20_000; i++) {
                out.write("insert into teams (id) values " + values + ";\n");
            }
        }

        assertThat(seedbank.jvm("-Xmx64m").run("migrate", "--dry-run"))
                .exits(0)
                .prints("line 1: insert into teams (20000 statements)");
    }
}
