package dev.seedbank.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.ChangeState;
import dev.seedbank.backend.Cleaner.Cleaned;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.CollectionStatistics;
import dev.seedbank.backend.Emptying;
import dev.seedbank.config.Environment;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.testing.PostgresServer;
import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PostgresStoreIT {
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void lists_tables_and_views_of_its_schemas_and_nothing_else(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run(
                    "create schema audit",
                    "create schema other",
                    "create table audit.log (id int)",
                    "create table other.x (id int)",
                    "create table parts (id int primary key) partition by hash (id)",
                    "create table parts_0 partition of parts for values with (modulus 1, remainder 0)",
                    "create table \"Users\" (id int primary key, part int references parts)",
                    "create view v as select 1",
                    "create extension hstore");
            try (var store = PostgresStores.open(db.url(), "public", "audit")) {
                store.mark(Environment.TEST);
                assertThat(store.collections())
                        .extracting(name -> name.label(".") + " " + name.kind())
                        .containsExactly("audit.log DATA", "Users DATA", "parts DATA", "v VIEW");
                assertThat(store.foreignKeys())
                        .extracting(
                                key -> key.child().name() + " " + key.parent().name())
                        .containsExactly("Users parts");
                try (var snapshot = store.snapshot()) {
                    assertThat(snapshot.collections().stream()
                                    .map(Collection::name)
                                    .filter(name -> !name.equals("pg_largeobject")))
                            .containsExactly("log", "parts", "Users", "v");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void is_the_same_database_for_every_role_and_another_than_its_neighbour(PostgresServer server) {
        try (var db = server.createDatabase();
                var other = server.createDatabase();
                var superuser = PostgresStores.open(db.url());
                var owner = PostgresStores.open(db.createOwner());
                var neighbour = PostgresStores.open(other.url())) {
            assertThat(superuser.identity().id()).matches("[0-9]+/[0-9]+");
            assertThat(owner.identity()).isEqualTo(superuser.identity());
            assertThat(neighbour.identity().matches(superuser.identity())).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void tells_what_became_of_a_change(PostgresServer server) {
        try (var db = server.createDatabase();
                var store = PostgresStores.open(db.as(db.createOwner())
                        .run("create table t (id int)", "insert into t values (1)")
                        .url())) {
            var tokens = new ArrayList<String>();
            assertThatThrownBy(() -> store.cleaner().clean(store.collections(), token -> {
                        tokens.add(token);
                        assertThat(store.changeState(token)).isEqualTo(ChangeState.IN_PROGRESS);
                        throw new OperationFailed("cannot be written down", "");
                    }))
                    .hasMessage("cannot be written down");
            assertThat(store.hasRows()).isTrue();
            store.cleaner().clean(store.collections(), tokens::add);
            assertThat(store.hasRows()).isFalse();
            assertThat(tokens.stream().map(store::changeState))
                    .containsExactly(ChangeState.ROLLED_BACK, ChangeState.COMMITTED);
            assertThat(store.changeState("9000000000000")).isEqualTo(ChangeState.ROLLED_BACK);
            assertThat(store.changeState("1")).isIn(ChangeState.UNKNOWN, ChangeState.COMMITTED);
            assertThat(store.changeState("no number")).isEqualTo(ChangeState.UNKNOWN);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void counts_and_measures(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run(
                    "create table t (id int primary key)",
                    "insert into t select generate_series(1, 1000)",
                    "create table e (id int)",
                    "create table p (id int) partition by hash (id)",
                    "create table p0 partition of p for values with (modulus 1, remainder 0)",
                    "insert into p values (1), (2)");
            try (var store = PostgresStores.open(db.url())) {
                assertThat(store.statistics())
                        .extracting(one -> one.collection().name() + one.rows())
                        .containsExactly("e0", "p2", "t1000");
                assertThat(store.statistics()).allMatch(CollectionStatistics::exact);
                assertThat(store.statistics().getLast().bytes()).isGreaterThan(40_000);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_database_is_marked_with_one_row_and_reading_creates_nothing(PostgresServer server) {
        try (var db = server.createDatabase()) {
            var owner = db.as(db.createOwner());
            try (var store = PostgresStores.open(owner.url())) {
                assertThat(store.marker().read().environment()).isEmpty();
                assertThat(db.query("select nspname from pg_namespace where nspname = 'seedbank'"))
                        .isEmpty();
                store.mark(Environment.DEVELOPMENT);
                store.mark(Environment.PRODUCTION);
                assertThat(store.marker().read().environment()).contains(Environment.PRODUCTION);
                assertThat(db.query("select count(*) from seedbank.environment"))
                        .containsExactly("1");
                db.run("update seedbank.environment set environment = 'moon base'");
                assertThat(store.marker().read().environment()).contains(Environment.PRODUCTION);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void cleans_all_or_nothing_and_begins_sequences_again(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run(
                    "create table a (id serial primary key)",
                    "create table b (a int references a)",
                    "insert into a default values",
                    "insert into a default values",
                    "insert into b values (1)");
            try (var store = PostgresStores.open(db.url())) {
                var a = store.collections().subList(0, 1);
                assertThatThrownBy(() -> store.cleaner().clean(a, Emptying.UNRECORDED))
                        .isInstanceOf(OperationFailed.class)
                        .hasMessageContaining("a cannot be emptied: b refers to it by the foreign key b_a_fkey")
                        .extracting(thrown -> ((OperationFailed) thrown).advice())
                        .isEqualTo("Clean both: --table a --table b");
                assertThat(store.cleaner().clean(store.collections(), Emptying.UNRECORDED))
                        .containsExactly(new Cleaned("a", 2, false), new Cleaned("b", 1, false));
                assertThat(db.query("select nextval('a_id_seq')")).containsExactly("1");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void other_encodings_come_as_utf8_and_bytes_without_encoding_are_refused(PostgresServer server) {
        for (var encoding : new String[] {"LATIN1", "SQL_ASCII"}) {
            try (var administration = server.createDatabase()) {
                var name = administration.name() + "_" + encoding.toLowerCase(Locale.ROOT);
                administration.run(
                        "create database " + name + " encoding '" + encoding + "' locale 'C' template template0");
                var url = administration.url().replaceFirst("/" + administration.name(), "/" + name);
                try (var store = PostgresStores.open(url)) {
                    var db = administration.as(url);
                    db.run("create table t (x text)", "insert into t values ('größe')");
                    var dump = PostgresStores.dump(store);
                    assertThat(dump.of("t")).isEqualTo("[{\"x\":\"größe\"}]");
                    PostgresStores.load(store, dump);
                    assertThat(PostgresStores.dump(store).rows()).isEqualTo(dump.rows());
                    if (encoding.equals("SQL_ASCII")) {
                        db.run("insert into t values (E'\\xff')");
                        assertThatThrownBy(() -> PostgresStores.dump(store))
                                .isInstanceOf(OperationFailed.class)
                                .hasMessageContaining("t: invalid byte sequence for encoding \"UTF8\"");
                    }
                }
                administration.run("drop database " + name + " with (force)");
            }
        }
    }
}
