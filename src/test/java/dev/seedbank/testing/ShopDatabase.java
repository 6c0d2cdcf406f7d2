package dev.seedbank.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A database of which a bit of everything depends on a bit of everything else, in the schemas {@code public} and {@code app}. */
public final class ShopDatabase {
    /** What somebody may do to its structure; statements by a name for it. */
    public static final Map<String, List<String>> CHANGES = changes();

    private ShopDatabase() {}

    /** @param plainOwner whether everything belongs to a role that is no superuser */
    public static Database on(PostgresServer server, boolean plainOwner) {
        var created = server.createDatabase();
        var db = plainOwner ? created.as(created.createOwner()) : created;
        db.as(db.url() + "?preferQueryMode=simple").run(resource("shop.sql"));
        return db;
    }

    /** All that a restore must not change, or must bring back; the structure where there is a {@code pg_dump}. */
    public record State(Map<String, String> rows, Optional<String> structure) {
        public static State of(Database db) {
            return new State(PostgresDigest.of(db), PgDump.structure(db));
        }
    }

    private static String resource(String name) {
        try (var in = ShopDatabase.class.getResourceAsStream("/postgres/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<String>> changes() {
        var changes = new LinkedHashMap<String, List<String>>();
        changes.put("drop table", List.of("drop table orders cascade"));
        changes.put("drop column", List.of("alter table customers drop column email cascade"));
        changes.put(
                "type change",
                List.of(
                        "drop view loud, customer_orders",
                        "drop materialized view totals",
                        "alter table orders drop column doubled, alter column total type text"));
        changes.put("new column", List.of("alter table customers add column extra int not null default 7"));
        changes.put(
                "new table",
                List.of(
                        "create table extra (id int primary key, c int references customers)",
                        "create view seen as select * from extra"));
        changes.put("dropped index", List.of("drop index customers_email_lower"));
        changes.put("dropped schema", List.of("drop schema app cascade"));
        changes.put("drop referenced table", List.of("drop table customers cascade"));
        changes.put(
                "changed index",
                List.of(
                        "drop index customers_email_lower",
                        "create index customers_email_lower on customers (email)",
                        "comment on index customers_email_lower is 'new'"));
        changes.put(
                "things in a schema",
                List.of(
                        "alter table orders add column e int",
                        "create type app.t as enum ('x')",
                        "create function app.f() returns int language sql as 'select 1'",
                        "create sequence app.s"));
        changes.put("dropped primary key", List.of("alter table customers drop constraint customers_pkey cascade"));
        changes.put("changed enum", List.of("alter type mood add value 'glad'"));
        changes.put("changed domain", List.of("alter domain price add constraint cheap check (value < 100)"));
        changes.put(
                "new partition",
                List.of(
                        "delete from app.events",
                        "create table app.events_2025 partition of app.events for values from ('2025-01-01') to ('2026-01-01')"));
        changes.put("dropped partition", List.of("drop table app.events_2024"));
        changes.put(
                "index of a partition",
                List.of("create index on app.events_2024 (id)", "drop index app.events_what_idx"));
        changes.put(
                "changed views",
                List.of(
                        "drop view loud",
                        "create view loud as select 1 as one",
                        "comment on view loud is 'other'",
                        "drop materialized view totals"));
        changes.put(
                "changed functions",
                List.of(
                        "create or replace function shout(t text) returns text language sql immutable as $$ select t $$",
                        "drop function first_customer()",
                        "drop trigger noted on orders"));
        changes.put(
                "no security",
                List.of(
                        "drop policy own on customers",
                        "alter table customers disable row level security",
                        "drop rule keep on orders",
                        "drop statistics customer_statistics",
                        "comment on table customers is null"));
        changes.put(
                "other sequences", List.of("drop sequence spare", "alter sequence customers_id_seq increment by 3"));
        changes.put(
                "renamed",
                List.of(
                        "alter table orders rename to old_orders",
                        "alter table customers rename column email to mail"));
        changes.put(
                "turned round",
                List.of(
                        "alter table customers drop constraint customers_boss_fkey",
                        "alter table customers add column latest int references orders",
                        "alter table orders disable trigger noted, replica identity full"));
        return changes;
    }
}
