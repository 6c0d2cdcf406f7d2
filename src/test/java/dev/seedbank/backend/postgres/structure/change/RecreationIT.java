package dev.seedbank.backend.postgres.structure.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Difference;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.LoadRequest.Options;
import dev.seedbank.backend.LoadRequest.Recreate;
import dev.seedbank.backend.Store;
import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.backend.postgres.structure.read.EverythingFixture;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import dev.seedbank.testing.ShopDatabase;
import dev.seedbank.testing.ShopDatabase.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Structure that changed since the backup comes back with the rows. */
class RecreationIT {
    /** Every second change on one server, as superuser or as plain owner, in turn; or each on all as both with {@code -Dtests.all}. */
    static Stream<Arguments> changes() {
        var names = List.copyOf(ShopDatabase.CHANGES.keySet());
        var all = allChanges().toList();
        int ways = all.size() / names.size();
        return IntStream.range(0, all.size())
                .filter(number -> Boolean.getBoolean("tests.all")
                        || (number % names.size() % ways == number / names.size()
                                && number % names.size() / ways % 2 == 0))
                .mapToObj(all::get);
    }

    private static Stream<Arguments> allChanges() {
        return servers()
                .flatMap(server -> ShopDatabase.CHANGES.keySet().stream()
                        .map(change -> Arguments.of(server.get()[0], server.get()[1], change)));
    }

    static Stream<Arguments> servers() {
        return PostgresServer.all().stream()
                .flatMap(server -> Stream.of(Arguments.of(server, false), Arguments.of(server, true)));
    }

    /** Rows and structure, as our own script and pg_dump have it. */
    private record Whole(State state, String script) {
        static Whole of(Database db) {
            return new Whole(State.of(db), EverythingFixture.dump(db));
        }
    }

    @ParameterizedTest(name = "{2}, {0}, plain owner {1}")
    @MethodSource("changes")
    void everything_is_as_it_was(PostgresServer server, boolean plainOwner, String change) {
        try (var db = ShopDatabase.on(server, plainOwner)) {
            var before = Whole.of(db);
            try (var store = PostgresStores.open(db.url(), "public", "app")) {
                var backup = PostgresStores.dump(store);
                db.run(ShopDatabase.CHANGES.get(change).toArray(String[]::new));
                var changed = Whole.of(db);
                var second = PostgresStores.dump(store);
                restore(store, backup);
                assertThat(Whole.of(db)).isEqualTo(before);
                restore(store, second);
                assertThat(Whole.of(db)).isEqualTo(changed);
            }
        }
    }

    @ParameterizedTest(name = "{0}, plain owner {1}")
    @MethodSource("servers")
    void a_table_that_is_missing_is_created_without_being_asked(PostgresServer server, boolean plainOwner) {
        try (var db = ShopDatabase.on(server, plainOwner)) {
            var before = Whole.of(db);
            try (var store = PostgresStores.open(db.url(), "public", "app")) {
                var backup = PostgresStores.dump(store);
                db.run("drop table orders cascade", "drop table app.events cascade");
                var request = with(backup.request(), Recreate.NOTHING);
                assertThat(lines(store, request))
                        .contains(
                                "orders: the table is missing in the database: it will be created as in the backup",
                                "policy public.customers.own: will be created as in the backup",
                                "view public.loud: will be created as in the backup");
                PostgresStores.load(store, backup, request);
                assertThat(Whole.of(db)).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest(name = "{0}, plain owner {1}")
    @MethodSource("servers")
    void what_differs_is_told_and_recreated_only_when_asked(PostgresServer server, boolean plainOwner) {
        try (var db = ShopDatabase.on(server, plainOwner)) {
            var before = Whole.of(db);
            try (var store = PostgresStores.open(db.url(), "public", "app")) {
                var backup = PostgresStores.dump(store);
                db.run(
                        "drop index customers_email_lower",
                        "alter table orders drop column note, add column extra int not null default 0",
                        "alter table orders alter column extra drop default",
                        "create table kept (id int primary key)");
                assertThat(lines(store, with(backup.request(), Recreate.NOTHING)))
                        .contains(
                                "customers: differs from the backup in index public.customers_email_lower (--recreate makes it as it was)",
                                "orders.note: the column is missing in the database",
                                "orders.extra: the backup does not have this column, which may not be null and has no default");
                var recreate = with(backup.request(), Recreate.DIFFERING);
                assertThat(lines(store, recreate))
                        .contains(
                                "index public.customers_email_lower: will be created as in the backup",
                                "table public.orders: will be recreated as in the backup",
                                "view public.customer_orders: will be recreated, because it needs what changes");
                PostgresStores.load(store, backup, recreate);
                db.run("drop table kept");
                assertThat(Whole.of(db)).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest(name = "{0}, plain owner {1}")
    @MethodSource("servers")
    void one_table_is_recreated_among_others_that_stay(PostgresServer server, boolean plainOwner) {
        try (var db = ShopDatabase.on(server, plainOwner)) {
            try (var store = PostgresStores.open(db.url(), "public", "app")) {
                var backup = PostgresStores.dump(store);
                db.run(
                        "alter table customers add column phone text",
                        "create or replace view loud as select 'quiet' as loud from customer_orders",
                        "create table reviews (id int primary key, customer int references customers)",
                        "insert into reviews values (1, 2)",
                        "comment on constraint reviews_customer_fkey on reviews is 'whose'",
                        "update orders set total = 77");
                var orders = db.query("select sum(total) from orders");
                var request = part(backup.request(), "customers");
                PostgresStores.load(store, backup, request);
                assertThat(db.query("select sum(total) from orders")).isEqualTo(orders);
                assertThat(db.query("select count(*) from information_schema.columns where column_name = 'phone'"))
                        .containsExactly("0");
                assertThat(db.query("select distinct loud from loud")).containsExactly("quiet");
                assertThat(
                                db.query(
                                        "select obj_description(oid, 'pg_constraint') from pg_constraint where conname = 'reviews_customer_fkey'"))
                        .containsExactly("whose");
                assertThat(db.query("select count(*) from pg_constraint where confrelid = 'customers'::regclass"))
                        .containsExactly("3");
            }
        }
    }

    @ParameterizedTest(name = "{0}, plain owner {1}")
    @MethodSource("servers")
    void what_would_lose_rows_or_break_others_is_refused(PostgresServer server, boolean plainOwner) {
        try (var db = ShopDatabase.on(server, plainOwner)) {
            try (var store = PostgresStores.open(db.url(), "public", "app")) {
                var backup = PostgresStores.dump(store);
                db.run(
                        "alter table customers add column phone text",
                        "create table vip (since date) inherits (customers)");
                assertThat(lines(store, part(backup.request(), "customers")))
                        .contains(
                                "public.vip: needs something that must be recreated, and its rows are not in this restore");
                db.run("drop table vip", "create table archive (c customers)");
                assertThat(lines(store, part(backup.request(), "customers")))
                        .contains(
                                "public.archive: needs something that must be recreated, and its rows are not in this restore");
                db.run("drop table archive", "create view phones as select phone from customers");
                var before = Whole.of(db);
                assertThatThrownBy(() -> PostgresStores.load(store, backup, part(backup.request(), "customers")))
                        .hasMessageContaining("view public.phones cannot be created");
                assertThat(Whole.of(db)).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest(name = "{0}, plain owner {1}")
    @MethodSource("servers")
    void tables_are_created_under_other_names_beside_those_that_are_there(PostgresServer server, boolean plainOwner) {
        try (var db = ShopDatabase.on(server, plainOwner)) {
            try (var store = PostgresStores.open(db.url(), "public", "app")) {
                var backup = PostgresStores.dump(store);
                db.run(
                        "delete from orders",
                        "alter table customers add column phone text",
                        "create sequence customers_old_id_seq",
                        "create view \"customers old_idx\" as select 1");
                var before = Whole.of(db);
                var request = renamed(
                        backup.request(),
                        Map.of("customers", "customers_old", "orders", "Old \"orders\"", "events", "select"));
                assertThat(lines(store, request))
                        .contains(
                                "customers_old: the table is missing in the database: it will be created as in the backup");
                PostgresStores.load(store, backup, request);
                assertThat(db.query("select email || coalesce(boss, 0) || mood from customers_old order by id"))
                        .containsExactly("a@x0ok", "b@x1ok");
                assertThat(db.query("select sum(total) from \"Old \"\"orders\"\"\""))
                        .containsExactly("22.50");
                assertThat(db.query("select count(*) from app.\"select\"")).containsExactly("5");
                assertThat(db.query("select count(*) from app.select_2024")).containsExactly("4");
                assertThat(
                                db.query(
                                        "select pg_get_constraintdef(oid) from pg_constraint where contype = 'f' and conrelid in ('customers_old'::regclass, '\"Old \"\"orders\"\"\"'::regclass) order by 1"))
                        .containsExactly(
                                "FOREIGN KEY (boss) REFERENCES customers_old(id)",
                                "FOREIGN KEY (customer) REFERENCES customers_old(id) ON DELETE CASCADE");
                assertThat(
                                db.query(
                                        "select indexrelid::regclass from pg_index where indrelid = 'customers_old'::regclass order by 1"))
                        .containsExactlyInAnyOrder(
                                "customers_old_email_key", "customers_old_email_lower", "customers_old_pkey");
                db.run(
                        "insert into customers_old (email) values ('c@x')",
                        "insert into \"Old \"\"orders\"\"\" (customer) values (3)");
                assertThat(db.query("select max(id) from customers_old")).containsExactly("3");
                assertThat(db.query("select max(id) from \"Old \"\"orders\"\"\""))
                        .containsExactly("103");
                assertThat(db.query("select pg_get_serial_sequence('customers_old', 'id')"))
                        .containsExactly("public.customers_old_id_seq_1");
                assertThat(db.query("select obj_description('customers_old'::regclass, 'pg_class')"))
                        .containsExactly("who buys");
                assertThat(db.query("select polname from pg_policy where polrelid = 'customers_old'::regclass"))
                        .containsExactly("own");
                db.run("delete from app.events where id = 103"); // of the trigger that came with it
                db.run("drop table customers_old, \"Old \"\"orders\"\"\", app.\"select\" cascade");
                assertThat(Whole.of(db)).isEqualTo(before);
            }
        }
    }

    private static LoadRequest renamed(LoadRequest request, Map<String, String> names) {
        var items = request.items().stream()
                .map(item -> new LoadRequest.Item(
                        item.source(),
                        new Collection(
                                item.target().namespace(),
                                names.get(item.source().name()),
                                item.target().main(),
                                Collection.Kind.DATA),
                        item.columns()))
                .toList();
        return new LoadRequest(
                items,
                request.structure(),
                request.sequences(),
                List.of(),
                new Options(Recreate.NOTHING, false, Set.of(), Set.of()));
    }

    private static List<String> lines(Store store, LoadRequest request) {
        try (var check = store.loadCheck(request)) {
            return check.differences().stream().map(Difference::line).toList();
        }
    }

    private static LoadRequest with(LoadRequest request, Recreate recreate) {
        return new LoadRequest(
                request.items(),
                request.structure(),
                request.sequences(),
                request.removals(),
                new Options(recreate, false, Set.of(), Set.of()));
    }

    private static LoadRequest part(LoadRequest request, String table) {
        var items = request.items().stream()
                .filter(item -> item.target().name().equals(table))
                .toList();
        return new LoadRequest(
                items,
                request.structure(),
                request.sequences(),
                List.of(),
                new Options(Recreate.DIFFERING, true, Set.of(), Set.of()));
    }

    /** As undo does. */
    private static void restore(Store store, PostgresStores.Dump dump) {
        var held = dump.rows().keySet();
        var views = store.views(dump.structure());
        var removals = store.collections().stream()
                .filter(it -> !held.contains(it) && !(it.kind() == Collection.Kind.VIEW && views.contains(it)))
                .toList();
        var plain = dump.request();
        var request = new LoadRequest(
                plain.items(),
                plain.structure(),
                plain.sequences(),
                removals,
                new Options(Recreate.EVERYTHING, false, Set.of(), Set.of()));
        try (var check = store.loadCheck(request)) {
            assertThat(check.differences()).noneMatch(Difference::fatal);
        }
        PostgresStores.load(store, dump, request);
    }
}
