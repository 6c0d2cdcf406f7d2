package dev.seedbank.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A database that is unusual in one respect.
 *
 * @param title what it is, for people
 * @param setup each is one transaction
 * @param copied the table that a raw {@code COPY} moves, which is all there is; empty if there are many
 * @param restored whether it is also restored
 */
record PostgresShape(String title, List<String> setup, String copied, boolean restored) {
    /** So many in one transaction need no more locks than any server has. */
    private static final int TABLES_AT_ONCE = 100;

    PostgresShape {
        setup = List.copyOf(setup);
    }

    /** @param rows of the narrow table; what the others have follows from it */
    static List<PostgresShape> all(int rows) {
        return List.of(
                narrow(rows),
                tables(rows / 5_000, true),
                tables(rows / 500, false),
                partitions(rows / 6_250),
                large(Math.max(1, rows / 1_000_000)),
                wide(rows / 250));
    }

    private static PostgresShape narrow(int rows) {
        return new PostgresShape(
                "Narrow rows: %,d as pgbench makes them, 4 columns, about 100 bytes each".formatted(rows),
                List.of("""
                        create table accounts (aid int primary key, bid int, abalance int, filler char(84));
                        insert into accounts select n, n / 100000 + 1, 0, '' from generate_series(1, %d) n""".formatted(rows)),
                "accounts",
                true);
    }

    private static PostgresShape tables(int count, boolean restored) {
        return new PostgresShape(
                "Many tables: %,d of 20 rows, each with a key, a serial column, a foreign key and two indexes"
                        .formatted(count),
                batches(count, n -> """
                        create table t%1$05d (id serial primary key, name text not null, amount numeric default 0, created timestamptz default now(), parent int references t%2$05d);
                        create index on t%1$05d (name);
                        create index on t%1$05d (parent);
                        insert into t%1$05d (name, amount) select 'name ' || n, n from generate_series(1, 20) n;
                        """.formatted(n, Math.max(0, n - 1))),
                "",
                restored);
    }

    private static PostgresShape partitions(int count) {
        var setup = new ArrayList<>(List.of(
                "create table events (id bigint, at timestamptz, note text, primary key (id)) partition by hash (id)"));
        setup.addAll(batches(
                count,
                n -> "create table events_%04d partition of events for values with (modulus %d, remainder %d);\n"
                        .formatted(n, count, n)));
        setup.add("insert into events select n, now(), 'note ' || n from generate_series(1, %d) n"
                .formatted(count * 100));
        return new PostgresShape("Partitions: %,d of one table, 100 rows each".formatted(count), setup, "", true);
    }

    private static PostgresShape large(int rows) {
        return new PostgresShape(
                "Large rows: %d of 100 MB".formatted(rows),
                List.of(
                        "create table documents (id int primary key, body text)",
                        "insert into documents select n, repeat(md5(n::text), 3125000) from generate_series(1, %d) n"
                                .formatted(rows)),
                "documents",
                true);
    }

    private static PostgresShape wide(int rows) {
        var columns = IntStream.range(0, 500)
                .mapToObj("n%1$d int, b%1$d boolean, s%1$d text"::formatted)
                .collect(Collectors.joining(", "));
        var values = IntStream.range(0, 500)
                .mapToObj("n + %1$d, (n + %1$d) %% 3 = 0, 's' || (n + %1$d) %% 99"::formatted)
                .collect(Collectors.joining(", "));
        return new PostgresShape(
                "Wide rows: %,d of 1,500 columns".formatted(rows),
                List.of(
                        "create table wide (" + columns + ")",
                        "insert into wide select " + values + " from generate_series(1, " + rows + ") n"),
                "wide",
                true);
    }

    private static List<String> batches(int count, IntFunction<String> statements) {
        return IntStream.iterate(0, from -> from < count, from -> from + TABLES_AT_ONCE)
                .mapToObj(from -> IntStream.range(from, Math.min(from + TABLES_AT_ONCE, count))
                        .mapToObj(statements)
                        .collect(Collectors.joining()))
                .toList();
    }
}
