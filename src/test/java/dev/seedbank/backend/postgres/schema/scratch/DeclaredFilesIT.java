package dev.seedbank.backend.postgres.schema.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.structure.model.ObjectDifference;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.postgres.structure.read.PostgresStructure;
import dev.seedbank.backend.schema.SchemaDesigner.Place;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeclaredFilesIT {
    private static final int SHUFFLES = Boolean.getBoolean("tests.all") ? 100 : 20;

    private static final String SHOP = """
            create extension if not exists citext;
            create schema billing;
            create type mood as enum ('sad', 'ok');
            create domain email as citext check (value ~ '@');
            create sequence billing.numbers;
            alter sequence billing.numbers owned by billing.invoices.number;
            create table users (id bigint generated always as identity primary key, email email unique, mood mood default 'ok');
            create table orders (id serial primary key, user_id bigint not null references users, total numeric(10, 2) check (total > 0));
            create table billing.invoices (number bigint primary key default nextval('billing.numbers'), order_id int unique);
            create table archive (like orders including all);
            create table events (id bigint, at date not null) partition by range (at);
            create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
            create table events_2025 (id bigint, at date not null);
            alter table events attach partition events_2025 for values from ('2025-01-01') to ('2026-01-01');
            alter table events add primary key (id, at);
            alter table billing.invoices add constraint order_of foreign key (order_id) references public.orders;
            create index concurrently on orders (user_id);
            create index orders_total on orders (total) where total > double(2);
            create function double(n int) returns int immutable language sql as $$ select n * 2; $$;
            create function spent(u users) returns numeric stable language sql begin atomic select sum(total) from orders where user_id = u.id; end;
            create function touch() returns trigger language plpgsql as $$ begin new.total := new.total; return new; end $$;
            create view richest as select u.id, spent(u) from users u join best b on b.id = u.id;
            create view best as select * from users where mood = 'ok';
            create materialized view totals as select user_id, sum(total) from orders group by user_id;
            create unique index on totals (user_id);
            create trigger touched before update on orders for each row execute function touch();
            alter table orders disable trigger touched;
            comment on table users is 'Who buys; or not';
            grant select on all tables in schema public to public;
            alter table users enable row level security;
            create policy own on users using (id > 0);
            """;

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void the_order_of_files_and_statements_has_no_meaning(PostgresServer server) throws SQLException {
        var statements = new ArrayList<>(List.of(SHOP.split(";\n")));
        var random = new Random(14);
        try (var db = server.createDatabase();
                var area = open(db)) {
            var first = load(area, List.of(new SchemaFile("schema/shop.sql", SHOP)));
            assertThat(first.all()).hasSizeGreaterThan(40);
            for (int i = 0; i < SHUFFLES; i++) {
                Collections.shuffle(statements, random);
                var files = IntStream.range(0, 5)
                        .mapToObj(number -> new SchemaFile(
                                "schema/" + number + ".sql",
                                IntStream.range(0, statements.size())
                                        .filter(at -> at % 5 == number)
                                        .mapToObj(at -> statements.get(at) + ";\n")
                                        .reduce("", String::concat)))
                        .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
                Collections.shuffle(files, random);
                assertThat(ObjectDifference.between(first, load(area, files)))
                        .as("%s", files)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void five_hundred_tables_load_fast(PostgresServer server) {
        var files = IntStream.range(0, 500)
                .mapToObj(number -> new SchemaFile(
                        "schema/t%03d.sql".formatted(number), """
                        create table t%1$03d (
                            id bigint generated always as identity primary key, other bigint references t%2$03d,
                            a text not null, b numeric(10, 2) default 0, c timestamptz default now(), d jsonb);
                        create index on t%1$03d (a);
                        """.formatted(number, number == 499 ? 499 : number + 1)))
                .toList();
        try (var db = server.createDatabase();
                var area = open(db)) {
            area.clear();
            long begin = System.nanoTime();
            DeclaredFiles.load(area, files);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
            assertThat(
                            area.session()
                                    .number(
                                            "select count(*) from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace"))
                    .isEqualTo(500);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void errors_name_file_and_line(PostgresServer server) {
        try (var db = server.createDatabase();
                var area = open(db)) {
            area.clear();
            assertThatThrownBy(() -> DeclaredFiles.load(
                            area,
                            List.of(
                                    new SchemaFile(
                                            "schema/a.sql",
                                            "create table a (id int);\n\ncreate table b (\n  id int,\n  c nowhere\n);"),
                                    new SchemaFile(
                                            "schema/b.sql",
                                            "create view v as\n select x\n from a;\ncomment on table zz is 'x'"))))
                    .isInstanceOf(UsageFailure.class)
                    .extracting(DeclaredFilesIT::told)
                    .isEqualTo("""
                            schema/a.sql:5: type "nowhere" does not exist
                            schema/b.sql:2: column "x" does not exist
                            schema/b.sql:4: relation "zz" does not exist""");
            area.clear();
            assertThatThrownBy(() -> DeclaredFiles.load(
                            area,
                            List.of(
                                    new SchemaFile(
                                            "schema/a.sql",
                                            "create table a (id int);\ncreate table b (\n  ä id int, c nowhere );create type a as (id int);\ncreate table c (x inte)"),
                                    new SchemaFile("schema/b.sql", "create view v as select x from b"))))
                    .isInstanceOf(UsageFailure.class)
                    .extracting(DeclaredFilesIT::told)
                    .isEqualTo("""
                            schema/a.sql:1: relation "a" already exists
                            schema/a.sql:3: syntax error at or near "int\"""");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void settings_hold_for_later_statements_of_their_file_also_for_those_that_wait(PostgresServer server)
            throws SQLException {
        try (var db = server.createDatabase();
                var area = open(db)) {
            var read = load(
                    area,
                    List.of(
                            new SchemaFile(
                                    "schema/1.sql",
                                    "create view first as select 1 as a; set search_path = app; create view second as select * from third; create table fourth ()"),
                            new SchemaFile(
                                    "schema/2.sql", "create table fifth (); create view app.third as select 1 as a"),
                            new SchemaFile("schema/3.sql", "create schema app")));
            assertThat(read.ids())
                    .extracting(Object::toString)
                    .contains("VIEW public.first", "VIEW app.second", "TABLE app.fourth", "TABLE public.fifth");
            assertThat(area.session().test("select current_setting('search_path') = ''"))
                    .isTrue();
            area.clear();
            assertThatThrownBy(() -> DeclaredFiles.load(
                            area,
                            List.of(new SchemaFile("schema/a.sql", "\nset no_such_setting = 1;\ncreate table a ()"))))
                    .isInstanceOf(UsageFailure.class)
                    .hasMessage("schema/a.sql:2: unrecognized configuration parameter \"no_such_setting\"");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void errors_name_the_line_in_the_body_of_a_function_or_a_block(PostgresServer server) {
        var wrong = """
                create function %1$s() returns int language sql as $$

                  select nothing_%1$s $$;
                """;
        try (var db = server.createDatabase();
                var area = open(db)) {
            area.clear();
            assertThatThrownBy(
                            () -> DeclaredFiles.load(
                                    area,
                                    List.of(
                                            new SchemaFile(
                                                    "schema/a.sql",
                                                    "set check_function_bodies = on;\n" + wrong.formatted("f")
                                                            + "create table a ();\n" + wrong.formatted("g")),
                                            new SchemaFile(
                                                    "schema/b.sql",
                                                    "do $$ begin\n  perform 1;\n  insert into a\n values (nowhere);\nend $$;\ncreate view v as\n select zz"))))
                    .isInstanceOf(UsageFailure.class)
                    .extracting(DeclaredFilesIT::told)
                    .isEqualTo("""
                            schema/a.sql:4: column "nothing_f" does not exist
                            schema/a.sql:8: column "nothing_g" does not exist
                            schema/b.sql:4: column "nowhere" does not exist
                            schema/b.sql:7: column "zz" does not exist""");
        }
    }

    /** The first error is the message, the others are in the advice. */
    private static String told(Throwable failure) {
        return (failure.getMessage() + "\n" + ((UsageFailure) failure).advice())
                .replace("\nCorrect the files that declare the structure.", "");
    }

    private static SchemaArea open(Database db) {
        var settings = PostgresStores.settings(db.url());
        return SchemaAreas.open(new PostgresConnector(settings), settings, new Place(Optional.empty(), true, false));
    }

    private static StructureSet load(SchemaArea area, List<SchemaFile> files) throws SQLException {
        area.clear();
        DeclaredFiles.load(area, files);
        return PostgresStructure.parts(area.session().connection(), new Schemas(List.of()))
                .objects();
    }
}
