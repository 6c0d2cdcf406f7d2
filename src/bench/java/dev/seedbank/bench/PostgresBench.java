package dev.seedbank.bench;

import dev.seedbank.bench.Child.Sample;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One table with a bit of everything, out and in again. Each way in begins with the emptied table, its primary key in place, and is one transaction. */
final class PostgresBench {
    private static final String TABLE = """
            create table orders (
                id bigint primary key,
                customer int not null,
                reference uuid not null,
                title text not null,
                remark text,
                placed_at timestamptz not null,
                amount numeric(12, 2) not null,
                paid boolean not null,
                details jsonb not null)""";
    private static final String ROWS = """
            insert into orders
            select n, n % 50000, md5(n::text)::uuid, 'Order ' || n || ' of customer ' || n % 50000,
                case when n % 3 = 0 then null else 'Please deliver to the "back door", not the front. No. ' || n end,
                timestamptz '2020-01-01 00:00+00' + n * interval '7.123 seconds',
                (n % 1000000) / 100.0, n % 4 <> 0,
                jsonb_build_object('items', n % 7, 'sku', 'A-' || n % 9999, 'gift', n % 2 = 0, 'tags', jsonb_build_array('new', 'web'))
            from generate_series(1, :rows) n""";

    private final Path folder;
    private final int rows;

    PostgresBench(Path folder, int rows) {
        this.folder = folder;
        this.rows = rows;
    }

    List<String> run(int rounds) throws Exception {
        if (!Child.exists("psql")) {
            return List.of("PostgreSQL is left out: psql is not on the PATH of this machine.");
        }
        var server = PostgresServer.forBench();
        var project = Files.createDirectories(folder.resolve("postgres"));
        try (var database = server.createDatabase("bench")) {
            System.out.println("Making a table of " + rows + " rows on " + server);
            database.run(TABLE, ROWS.replace(":rows", Integer.toString(rows)), "vacuum analyze orders", "checkpoint");
            return contests(rounds, database, project, server.major());
        } finally {
            Scratch.delete(project);
        }
    }

    private List<String> contests(int rounds, Database database, Path project, int version) throws Exception {
        var text = project.resolve("orders.copy");
        Child.psql(database.url(), "-c", "\\copy orders to '" + text + "'").run();
        double megabytes = Files.size(text) / 1e6;
        var lines = new ArrayList<String>();
        lines.add(
                "PostgreSQL %d, a table of %,d rows (%.0f MB as COPY text): int, bigint, uuid, text, timestamptz, numeric, boolean, jsonb."
                        .formatted(version, rows, megabytes));
        lines.add("");
        lines.addAll(backups(database, project, megabytes).run(rounds));
        lines.add("");
        lines.addAll(restores(database, project, text, megabytes).run(rounds));
        return lines;
    }

    private Contest backups(Database database, Path project, double megabytes) {
        var contest = new Contest("PostgreSQL backup", megabytes);
        var ways = new PostgresBackups(database.url(), project);
        ways.copyTo(contest, "orders");
        ways.dumpTo(contest, project.resolve("orders.dump"));
        ways.seedbankTo(contest);
        return contest;
    }

    private Contest restores(Database database, Path project, Path text, double megabytes) {
        var before = PostgresDigest.of(database);
        var contest = new Contest("PostgreSQL restore", megabytes).way("psql `COPY … FROM STDIN`", () -> {
            empty(database);
            return same(
                    database,
                    before,
                    Child.psql(database.url(), "-1", "-c", "truncate orders", "-c", "\\copy orders from '" + text + "'")
                            .run());
        });
        if (Child.exists("pg_restore")) {
            contest.way("`pg_restore --data-only -1`", () -> {
                empty(database);
                var dump = project.resolve("orders.dump").toString();
                return same(
                        database,
                        before,
                        Child.of("pg_restore", "--data-only", "-1", "-d", database.url(), dump)
                                .run());
            });
        }
        String[] restore = {"restore", "--confirm", "--no-safety-backup"};
        contest.way("`seedbank restore`, JVM with -Xmx96m", () -> {
            empty(database);
            return same(
                    database,
                    before,
                    Child.seedbank(project, "DATABASE_URL", database.url(), restore)
                            .run());
        });
        Child.binary(project, "DATABASE_URL", database.url(), restore)
                .ifPresent(binary -> contest.way("`seedbank restore`, native binary", () -> {
                    empty(database);
                    return same(database, before, binary.run());
                }));
        return contest;
    }

    /** Also flushes what earlier runs left to be written, so that nobody pays for another. */
    private static void empty(Database database) {
        database.run("truncate orders", "checkpoint");
    }

    private static Sample same(Database database, Map<String, String> before, Sample sample) {
        if (!PostgresDigest.of(database).equals(before)) {
            throw new IllegalStateException("the table is not what it was");
        }
        return sample;
    }
}
