package dev.seedbank.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Declared indexes of PostgreSQL: each kind is built once, each changed option is seen and put right. */
@Tag("program")
@SuppressWarnings("NullAway.Init") // each test begins with use()
class IndexPostgresIT {
    /**
     * A kind of index, on a table of its name.
     *
     * @param changed the same with one option changed
     */
    private record Kind(String name, String declared, String changed) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("unique_off", "{key: a, unique: true}", "{key: a}"),
            new Kind("unique_on", "{key: a}", "{key: a, unique: true}"),
            new Kind("descending", "a desc", "a"),
            new Kind("nulls", "a desc nulls last", "a desc"),
            new Kind("compound", "[a, b desc]", "[a, b]"),
            new Kind("method", "{key: t, method: hash}", "{key: t}"),
            new Kind("expression", "{key: lower(t), unique: true}", "{key: lower(t)}"),
            new Kind(
                    "casted",
                    "{key: [(d at time zone 'UTC')::date, (a + b)]}",
                    "{key: [(d at time zone 'UTC')::date, (a + b)], unique: true}"),
            new Kind("include", "{key: a, include: [b]}", "{key: a, include: [b, t]}"),
            new Kind(
                    "condition",
                    "{key: a, where: b > 5 and t is not null}",
                    "{key: a, where: b > 6 and t is not null}"),
            new Kind("unique_condition", "{key: a, unique: true, where: b > 5}", "{key: a, unique: true}"),
            new Kind("operators", "{key: {column: t, operator-class: text_pattern_ops}}", "{key: {column: t}}"),
            new Kind(
                    "collated", "{key: {column: t, collation: '\"C\"'}}", "{key: {column: t, collation: '\"POSIX\"'}}"),
            new Kind("gin", "{key: {column: j, operator-class: jsonb_path_ops}, method: gin}", "{key: j, method: gin}"),
            new Kind("gist", "{key: r, method: gist}", "{key: r, method: spgist}"),
            new Kind(
                    "brin",
                    "{key: d, method: brin, with: {pages_per_range: 16}}",
                    "{key: d, method: brin, with: {pages_per_range: 32}}"),
            new Kind("filling", "{key: a, with: {fillfactor: 70}}", "{key: a, with: {fillfactor: 80}}"),
            new Kind("unfilled", "{key: a, with: {fillfactor: 70, deduplicate_items: off}}", "{key: a}"),
            new Kind("raw", "{definition: btree (a) INCLUDE (b)}", "{definition: btree (a) INCLUDE (b) WHERE (b > 1)}"),
            new Kind("locked", "{key: a, concurrently: false}", "{key: a, concurrently: false, unique: true}"));

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    private void use(PostgresServer on) {
        db = on.createDatabase();
        seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
    }

    @AfterEach
    void drop() {
        db.close();
    }

    private static String table(String name) {
        return "create table %s (id int, a int, b int, t text, d timestamptz, j jsonb, r int4range)".formatted(name);
    }

    private void declare(String table, String index) {
        seedbank.file("indexes/" + table + ".yaml", "indexes:\n  - " + index + "\n");
    }

    private List<String> indexes(String table) {
        return db.query("select indexname from pg_indexes where tablename = '%s' order by 1".formatted(table));
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void every_kind_is_built_once_and_every_change_is_put_right(PostgresServer on) {
        use(on);
        KINDS.forEach(it -> db.run(table(it.name())));
        KINDS.forEach(it -> declare(it.name(), it.declared()));

        assertThat(seedbank.run("index", "apply")).exits(0);
        KINDS.forEach(it -> assertThat(indexes(it.name())).as(it.name()).hasSize(1));
        assertThat(seedbank.run("index", "status")).exits(0).prints(KINDS.size() + " indexes as declared");
        assertThat(seedbank.run("index", "apply")).exits(0).prints("nothing to do");

        KINDS.forEach(it -> declare(it.name(), it.changed()));
        var drifted = seedbank.run("index", "status");
        assertThat(drifted).exits(5).warns(KINDS.size() + " different");
        assertThat(seedbank.run("index", "apply", "--replace")).exits(0);
        assertThat(seedbank.run("index", "status")).exits(0).prints(KINDS.size() + " indexes as declared");
        KINDS.forEach(it -> assertThat(indexes(it.name())).as(it.name()).hasSize(1));
        assertThat(db.query("select count(*) from pg_index where not indisvalid"))
                .containsExactly("0");
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void pull_writes_files_that_say_what_is_there(PostgresServer on) throws IOException {
        use(on);
        KINDS.forEach(it -> db.run(table(it.name())));
        KINDS.forEach(it -> declare(it.name(), it.declared()));
        db.run(
                "create table \"odd \"\"t\"\".x/y$z\" (\"a b\" int primary key, \"C\" text unique, \"order\" int)",
                "create index \"it's \"\"odd\"\"\" on \"odd \"\"t\"\".x/y$z\" (\"C\" desc, \"a b\", \"order\")",
                "create index on \"odd \"\"t\"\".x/y$z\" (\"a b\", \"order\")",
                "create schema audit",
                "create table audit.log (what text)",
                "create index on audit.log (upper(what)) where what <> 'it''s'");
        assertThat(seedbank.run("index", "apply")).exits(0);
        for (var kind : KINDS) {
            Files.delete(project.resolve("indexes/" + kind.name() + ".yaml"));
        }
        assertThat(seedbank.run("index", "pull")).exits(0).prints("indexes/unique_on.yaml", "indexes/audit.log.yaml");
        assertThat(seedbank.run("index", "status")).exits(0).prints((KINDS.size() + 3) + " indexes as declared");
        assertThat(seedbank.run("index", "pull")).exits(0).prints("Unchanged indexes/audit.log.yaml");
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void names_rows_that_prevent_a_unique_index(PostgresServer on) {
        use(on);
        db.run(
                "create table users (id int primary key, email text, gone boolean default false)",
                "insert into users values (1, 'ada@example.com'), (2, 'ADA@example.com'), (3, 'eve@example.com'), (4, null), (5, null)",
                "create table teams (name text)");
        declare("users", "{key: lower(email), unique: true, where: not gone}");
        declare("teams", "name");
        assertThat(seedbank.run("index", "apply"))
                .exits(1)
                .warns("(ada@example.com) is in 2 rows, such as those with (id) = (1) and (2)");
        assertThat(indexes("users")).containsExactly("users_pkey");
        assertThat(indexes("teams")).hasSize(1); // one that fails keeps no other from being built
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void what_belongs_to_keys_is_neither_drift_nor_dropped(PostgresServer on) {
        use(on);
        db.run(
                "create table users (id int primary key, email text unique, span int4range, exclude using gist (span with &&))",
                "create index by_hand on users (email, id)");
        declare("users", "{key: email, unique: true}"); // the constraint's
        assertThat(seedbank.run("index", "status"))
                .exits(5)
                .warns("1 undeclared")
                .prints("by_hand");
        assertThat(seedbank.run("index", "prune")).exits(3);
        assertThat(seedbank.run("index", "prune", "--confirm")).exits(0).prints("dropped");
        assertThat(indexes("users")).containsExactly("users_email_key", "users_pkey", "users_span_excl");
        assertThat(seedbank.run("index", "status")).exits(0);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_partitioned_table_gets_one_on_each_partition(PostgresServer on) {
        use(on);
        db.run(
                "create table events (at date not null, what text) partition by range (at)",
                "create table events_1 partition of events for values from ('2026-01-01') to ('2026-02-01')",
                "create table events_2 partition of events for values from ('2026-02-01') to ('2026-03-01') partition by range (at)",
                "create table events_2a partition of events_2 for values from ('2026-02-01') to ('2026-02-15')",
                "create index on events_1 (what)"); // fits, and is taken
        declare("events", "what");
        assertThat(seedbank.run("index", "apply")).exits(0);
        assertThat(seedbank.run("index", "status")).exits(0);
        assertThat(indexes("events_1")).hasSize(1);
        assertThat(indexes("events_2a")).hasSize(1);
        db.run("create table events_3 partition of events for values from ('2026-03-01') to ('2026-04-01')");
        assertThat(indexes("events_3")).hasSize(1);
    }

    /** What a build that broke off has left does no harm. */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void an_invalid_index_is_built_anew(PostgresServer on) {
        use(on);
        db.run("create table users (id int, email text)", "insert into users values (1, 'a'), (2, 'a')");
        try {
            db.run("create unique index concurrently broken on users (email)");
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("duplicate");
        }
        db.run("update users set email = email || id");
        declare("users", "{key: email, unique: true}");
        assertThat(seedbank.run("index", "status"))
                .exits(5)
                .prints("an interrupted build left an invalid index: broken");
        assertThat(seedbank.run("index", "apply")).exits(0);
        assertThat(seedbank.run("index", "status")).exits(0);
        assertThat(indexes("users")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void what_the_table_says_of_an_index_goes_over_to_the_new_one(PostgresServer on) {
        use(on);
        db.run(
                "create table users (id int not null, email text)",
                "create unique index known on users (id)",
                "alter table users replica identity using index known",
                "create index shelf on users (email)",
                "cluster users using shelf");
        seedbank.file("indexes/users.yaml", """
                indexes:
                  - {key: id, unique: true, include: [email]}
                  - email desc
                """);
        assertThat(seedbank.run("index", "apply", "--replace")).exits(0);
        assertThat(db.query(
                        "select c.relname from pg_index i join pg_class c on c.oid = indexrelid where indisreplident"))
                .containsExactly("known");
        assertThat(db.query(
                        "select c.relname from pg_index i join pg_class c on c.oid = indexrelid where indisclustered"))
                .containsExactly("shelf");
        assertThat(seedbank.run("index", "status")).exits(0);
    }

    /** Whoever looks meanwhile always finds a valid one. */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_unique_index_is_there_at_every_moment(PostgresServer on) throws InterruptedException {
        use(on);
        db.run(
                "create table users (id int, email text)",
                "insert into users select n, 'user ' || n from generate_series(1, 50000) n");
        declare("users", "{key: email, unique: true}");
        assertThat(seedbank.run("index", "apply")).exits(0);
        declare("users", "{key: email, unique: true, include: [id]}");
        var ended = new AtomicBoolean();
        var fewest = new AtomicInteger(9);
        var watch = Thread.ofPlatform().start(() -> {
            while (!ended.get()) {
                var there = db.query(
                        "select count(*) from pg_index where indrelid = 'users'::regclass and indisunique and indisvalid");
                fewest.accumulateAndGet(Integer.parseInt(there.getFirst()), Math::min);
            }
        });
        var result = seedbank.run("index", "apply", "--replace");
        ended.set(true);
        watch.join();
        assertThat(result).exits(0);
        assertThat(fewest.get()).isEqualTo(1);
        assertThat(indexes("users")).containsExactly("users_email_idx");
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void what_a_file_has_wrong_is_named_with_its_line(PostgresServer on) {
        use(on);
        db.run("create table users (id int, email text)");
        declare("users", "{key: emial}");
        assertThat(seedbank.run("index", "status"))
                .exits(2)
                .warns("indexes/users.yaml:2: the table has no column 'emial'", "email");
        declare("users", "{key: now()}");
        assertThat(seedbank.run("index", "status"))
                .exits(2)
                .warns(
                        "indexes/users.yaml:2: the server does not take this index: functions in index expression must be marked IMMUTABLE");
        seedbank.file("indexes/users.yaml", "indexes:\n  - email\n  - {definition: btree (email)}\n");
        assertThat(seedbank.run("index", "status"))
                .exits(2)
                .warns("indexes/users.yaml:3: this index is declared twice");
        seedbank.file("indexes/users.yaml", "indexes: [email]").file("indexes/usres.yaml", "indexes: [email]");
        assertThat(seedbank.run("index", "status")).exits(5).prints("did you mean 'users'?");
        assertThat(seedbank.run("index", "apply")).exits(1).warns("usres: no indexes: there is no such table");
        assertThat(indexes("users")).hasSize(1);
    }

    /** A file says what an index is, and no more. */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void nothing_but_an_index_is_made_of_a_file(PostgresServer on) {
        use(on);
        db.run("create table users (id int, email text)", "create table victim (id int)");
        for (var sql : List.of(
                "btree (id); commit; drop table victim; --",
                "btree ((email || $$'$$)); commit; drop table victim; --'",
                "btree ((email || E'\\\\'')); drop table victim; --')")) {
            seedbank.file("indexes/users.yaml", "indexes:\n  - definition: \"" + sql + "\"\n");
            assertThat(seedbank.run("status")).exits(2).warns("a semicolon outside of a constant");
            assertThat(seedbank.run("index", "apply")).exits(2);
        }
        declare("users", "{key: id, where: \"email <> ';'\"}");
        assertThat(seedbank.run("index", "apply")).exits(0);
        assertThat(db.query("select to_regclass('victim') is not null")).containsExactly("t");
    }

    /** A unique index is not taken for one that is not, so that it stays until its own successor is there. */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_unique_index_makes_way_for_a_unique_one_only(PostgresServer on) {
        use(on);
        db.run("create table users (id int, email text, active boolean)", "create unique index u on users (email)");
        seedbank.file(
                "indexes/users.yaml",
                "indexes: [{key: email, where: active}, {key: email, unique: true, include: [id]}]");
        assertThat(seedbank.run("index", "status")).exits(5).warns("1 missing, 1 different");
        assertThat(seedbank.run("index", "apply", "--replace")).exits(0);
        assertThat(seedbank.run("index", "status")).exits(0);
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void what_a_foreign_key_refers_to_is_not_dropped(PostgresServer on) {
        use(on);
        db.run(
                "create table users (id int not null, email text)",
                "create unique index key on users (id)",
                "create table teams (lead int references users (id))",
                "create index twin on users (email)",
                "create index twin_too on users (email)");
        assertThat(seedbank.run("index", "pull")).exits(0);
        assertThat(seedbank.run("index", "status"))
                .exits(5)
                .warns("1 undeclared")
                .prints("twin_too");
        seedbank.file("indexes/users.yaml", "indexes: []");
        assertThat(seedbank.run("index", "prune", "--confirm")).exits(0).prints("dropped 2 indexes");
        assertThat(seedbank.run("index", "status")).exits(5).prints("a foreign key refers to it");
    }

    /** Its search path counts, as it does for whoever writes SQL for it. */
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_plain_owner_needs_no_more_rights(PostgresServer on) {
        use(on);
        var owner = db.createOwner();
        db.run(
                "create schema tools",
                "create function tools.tidy(t text) returns text immutable language sql as 'select trim(t)'");
        db.run("grant usage on schema tools to public");
        db.as(owner).run("create table users (id int, email text)");
        db.run("alter database \"%s\" set search_path = public, tools".formatted(db.name()));
        declare("users", "{key: tidy(email), unique: true}");
        var seedbank = this.seedbank.env("DATABASE_URL", owner);
        assertThat(seedbank.run("index", "apply")).exits(0);
        assertThat(seedbank.run("index", "status")).exits(0);
        assertThat(seedbank.run("index", "apply")).exits(0).prints("nothing to do");
    }
}
