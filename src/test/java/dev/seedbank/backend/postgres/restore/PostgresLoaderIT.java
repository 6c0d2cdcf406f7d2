package dev.seedbank.backend.postgres.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.Difference;
import dev.seedbank.backend.Emptying;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A restore is all or nothing, as superuser and as plain owner, and says where it stopped. */
class PostgresLoaderIT {
    private static final String SHOP = """
            create table customers (id int primary key, email text unique, age int check (age >= 0), boss int references customers);
            create table orders (id serial primary key, customer int not null references customers, total numeric(8, 2));
            create table audit (what text);
            insert into customers values (1, 'a@x', 30, 2), (2, 'b@x', null, 1);
            insert into orders (customer, total) values (1, 9.50), (2, 10);
            """;

    static Stream<Arguments> servers() {
        return PostgresServer.all().stream()
                .flatMap(server -> Stream.of(Arguments.of(server, false), Arguments.of(server, true)));
    }

    private static void shop(PostgresServer server, boolean plainOwner, Consumer<Database> test) {
        try (var db = server.createDatabase()) {
            var role = plainOwner ? db.as(db.createOwner()) : db;
            role.run(SHOP);
            test.accept(role);
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_row_that_does_not_fit_is_named_and_leaves_the_old_data(PostgresServer server, boolean plainOwner) {
        shop(server, plainOwner, db -> {
            refused(
                    db,
                    "customers",
                    "[{\"id\":1,\"email\":\"a\",\"age\":1,\"boss\":null},\n{\"id\":1,\"email\":\"b\",\"age\":1,\"boss\":null}]",
                    "customers: row 2",
                    "customers_pkey");
            refused(
                    db,
                    "customers",
                    "[{\"id\":1,\"email\":\"a\",\"age\":-1,\"boss\":null}]",
                    "customers: row 1",
                    "customers_age_check");
            refused(
                    db,
                    "customers",
                    "[{\"id\":1,\"email\":\"a\",\"age\":\"old\",\"boss\":null}]",
                    "customers: row 1: column age",
                    "integer");
            refused(
                    db,
                    "orders",
                    "[{\"id\":1,\"customer\":null,\"total\":1}]",
                    "orders: row 1: column customer",
                    "null value");
            refused(db, "orders", "[{\"id\":1,\"customer\":7,\"total\":1}]", "orders", "orders_customer_fkey", "7");
            refused(
                    db,
                    "customers",
                    "[{\"id\":1,\"email\":null,\"age\":1,\"boss\":null}]",
                    "orders_customer_fkey",
                    "2");
            refused(db, "orders", "[{\"id\":1,\"customer\":1}]", "orders: row 1", "no value for column 'total'");
            refused(
                    db,
                    "orders",
                    "[{\"id\":1,\"customer\":1,\"total\":1,\"tax\":0}]",
                    "orders: row 1",
                    "no column 'tax'");
            refused(
                    db,
                    "orders",
                    "[{\"id\":1,\"customer\":1,\"total\":99999999}]",
                    "orders: row 1: column total",
                    "overflow");
        });
    }

    private static void refused(Database db, String table, String json, String... words) {
        var before = PostgresDigest.of(db);
        try (var store = PostgresStores.open(db.url())) {
            var dump = PostgresStores.dump(store).with(table, json);
            assertThatThrownBy(() -> PostgresStores.load(store, dump))
                    .isInstanceOf(OperationFailed.class)
                    .hasMessageContainingAll(words);
        }
        assertThat(PostgresDigest.of(db)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void triggers_do_not_fire_and_are_as_they_were_afterwards(PostgresServer server, boolean plainOwner) {
        shop(server, plainOwner, db -> {
            db.run(
                    "create function note() returns trigger language plpgsql as $$ begin insert into audit values (tg_name); return new; end $$",
                    "create trigger plain after insert on orders for each row execute function note()",
                    "create trigger always after insert on orders for each row execute function note()",
                    "create trigger replica after insert on orders for each row execute function note()",
                    "create trigger off after insert on orders for each row execute function note()",
                    "create trigger emptied after truncate on orders execute function note()",
                    "alter table orders enable always trigger always",
                    "alter table orders enable replica trigger replica",
                    "alter table orders disable trigger off");
            var triggers = "select tgname || tgenabled::text from pg_trigger where not tgisinternal order by 1";
            var states = db.query(triggers);
            try (var store = PostgresStores.open(db.url())) {
                PostgresStores.load(store, PostgresStores.dump(store));
                store.cleaner().clean(store.collections(), Emptying.UNRECORDED);
            }
            assertThat(db.query("select * from audit")).isEmpty();
            assertThat(db.query(triggers)).isEqualTo(states);
        });
    }

    @ParameterizedTest
    @MethodSource("servers")
    void part_of_the_tables_keep_their_keys_with_the_others(PostgresServer server, boolean plainOwner) {
        shop(server, plainOwner, db -> {
            try (var store = PostgresStores.open(db.url())) {
                var dump = PostgresStores.dump(store);
                db.run("update customers set age = 77", "alter sequence orders_id_seq restart with 500");
                var customers = dump.rows().keySet().stream()
                        .filter(name -> name.name().equals("customers"))
                        .toList();
                var part = new PostgresStores.Dump(
                        Map.of(customers.getFirst(), dump.of("customers")),
                        dump.columns(),
                        dump.structure(),
                        dump.sequences());
                PostgresStores.load(store, part);
                assertThat(db.query("select age from customers order by id")).containsExactly("30", "null");
                assertThat(db.query("select count(*) from orders")).containsExactly("2");
                // The sequence belongs to a table that was not restored.
                assertThat(db.query("select nextval('orders_id_seq')")).containsExactly("500");
                var missing = part.with("customers", "[{\"id\":1,\"email\":\"a\",\"age\":1,\"boss\":null}]");
                assertThatThrownBy(() -> PostgresStores.load(store, missing))
                        .hasMessageContaining("orders_customer_fkey");
                assertThat(db.query("select count(*) from customers")).containsExactly("2");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("servers")
    void two_restores_at_once_are_one_too_many(PostgresServer server, boolean plainOwner) {
        shop(server, plainOwner, db -> {
            try (var first = PostgresStores.open(db.url());
                    var second = PostgresStores.open(db.url())) {
                var dump = PostgresStores.dump(first);
                PostgresStores.load(
                        first,
                        dump,
                        () -> assertThatThrownBy(() -> PostgresStores.load(second, dump))
                                .isInstanceOf(OperationFailed.class)
                                .hasMessageContaining("Another restore"));
                PostgresStores.load(second, dump);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("servers")
    void constraints_that_are_checked_at_the_end_are_checked(PostgresServer server, boolean plainOwner) {
        shop(server, plainOwner, db -> {
            db.run(
                    "create table slots (n int unique deferrable initially deferred, during int4range, exclude using gist (during with &&) deferrable)",
                    "insert into slots values (1, '[1,3)'), (2, '[3,5)')",
                    "create table pairs (a int, b int, primary key (a, b))",
                    "create table full_match (a int, b int, foreign key (a, b) references pairs match full deferrable initially deferred)",
                    "create table simple_match (a int, b int, foreign key (a, b) references pairs)",
                    "insert into pairs values (1, 1)",
                    "insert into full_match values (1, 1), (null, null)",
                    "insert into simple_match values (1, 1), (null, 7)");
            try (var store = PostgresStores.open(db.url())) {
                PostgresStores.load(store, PostgresStores.dump(store));
            }
            refused(db, "slots", "[{\"n\":1,\"during\":\"[1,2)\"},{\"n\":1,\"during\":\"[2,3)\"}]", "slots_n_key");
            refused(
                    db,
                    "slots",
                    "[{\"n\":1,\"during\":\"[1,3)\"},{\"n\":2,\"during\":\"[2,4)\"}]",
                    "slots_during_excl");
            refused(db, "full_match", "[{\"a\":1,\"b\":null}]", "full_match_a_b_fkey");
            refused(db, "simple_match", "[{\"a\":1,\"b\":2}]", "simple_match_a_b_fkey");
        });
    }

    @ParameterizedTest
    @MethodSource("servers")
    void differences_are_told_before_anything_is_touched(PostgresServer server, boolean plainOwner) {
        shop(server, plainOwner, db -> {
            try (var store = PostgresStores.open(db.url())) {
                var dump = PostgresStores.dump(store);
                db.run(
                        "drop table audit",
                        "alter table orders drop column total, add column note text default 'new'",
                        "alter table customers alter column age type bigint");
                try (var check = store.loadCheck(dump.request())) {
                    assertThat(check.differences())
                            .extracting(Difference::line)
                            .containsExactlyInAnyOrder(
                                    "audit: the table is missing in the database: it will be created as in the backup",
                                    "customers.age: integer in the backup, bigint in the database",
                                    "orders.total: the column is missing in the database",
                                    "orders.note: the backup does not have this column: it gets its default");
                    assertThat(check.differences())
                            .filteredOn(Difference::fatal)
                            .hasSize(1);
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("servers")
    void rows_may_come_under_another_name_without_columns_named(PostgresServer server, boolean plainOwner) {
        shop(server, plainOwner, db -> {
            db.run("create table old_orders (like orders including all, more text default 'x')");
            try (var store = PostgresStores.open(db.url())) {
                var dump = PostgresStores.dump(store);
                var source = dump.rows().keySet().stream()
                        .filter(name -> name.name().equals("orders"))
                        .findFirst()
                        .orElseThrow();
                var target = dump.rows().keySet().stream()
                        .filter(name -> name.name().equals("old_orders"))
                        .findFirst()
                        .orElseThrow();
                var request = new LoadRequest(
                        List.of(new LoadRequest.Item(source, target, List.of())),
                        dump.structure(),
                        List.of(),
                        List.of(),
                        LoadRequest.Options.PLAIN);
                PostgresStores.load(store, dump, request);
                assertThat(db.query("select id || ' ' || total || more from old_orders order by id"))
                        .containsExactly("1 9.50x", "2 10.00x");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("servers")
    void what_the_backup_does_not_have_goes_when_asked(PostgresServer server, boolean plainOwner) {
        shop(server, plainOwner, db -> {
            try (var store = PostgresStores.open(db.url())) {
                var dump = PostgresStores.dump(store);
                db.run(
                        "create table extra (id int primary key)",
                        "alter table orders add column extra int references extra",
                        "create table seedbank_like (id int)");
                var request = dump.request();
                var removals = store.collections().stream()
                        .filter(it -> !dump.rows().containsKey(it))
                        .toList();
                PostgresStores.load(
                        store,
                        dump,
                        new LoadRequest(
                                request.items(),
                                request.structure(),
                                request.sequences(),
                                removals,
                                LoadRequest.Options.PLAIN));
                assertThat(store.collections())
                        .extracting(collection -> collection.name())
                        .containsExactly("audit", "customers", "orders");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("servers")
    void inheritance_partitions_and_generated_columns_are_each_loaded_once(PostgresServer server, boolean plainOwner) {
        shop(server, plainOwner, db -> {
            db.run(
                    "create table base (id int generated always as identity primary key, twice int generated always as (n * 2) stored, n int)",
                    "create table derived (extra text) inherits (base)",
                    "create table parts (id int, at date) partition by range (at)",
                    "create table parts_1 partition of parts for values from ('2020-01-01') to ('2021-01-01')",
                    "create table parts_2 partition of parts default",
                    "create table only_made (x int generated always as (1) stored)",
                    "create table nothing ()",
                    "insert into base (n) values (1), (2)",
                    "insert into derived (id, n, extra) values (7, 8, 'e')",
                    "insert into parts values (1, '2020-05-05'), (2, '2022-01-01'), (3, null)",
                    "insert into only_made default values",
                    "insert into nothing default values",
                    "insert into nothing default values",
                    "create materialized view totals as select count(*) as n from parts",
                    "create materialized view totals_of_totals as select sum(n) from totals");
            var before = PostgresDigest.of(db);
            try (var store = PostgresStores.open(db.url())) {
                var dump = PostgresStores.dump(store);
                assertThat(dump.of("nothing")).isEqualTo("[{},\n{}]");
                store.cleaner().clean(store.collections(), Emptying.UNRECORDED);
                assertThat(db.query("select sum from totals_of_totals")).containsExactly("0");
                PostgresStores.load(store, dump);
            }
            assertThat(PostgresDigest.of(db)).isEqualTo(before);
            assertThat(db.query("select sum from totals_of_totals")).containsExactly("3");
            db.run("drop materialized view totals_of_totals, totals", "drop table parts_2", "delete from parts");
            refused(db, "parts", "[{\"id\":1,\"at\":\"2023-01-01\"}]", "parts: row 1", "no partition");
        });
    }
}
