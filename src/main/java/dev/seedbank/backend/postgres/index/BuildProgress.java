package dev.seedbank.backend.postgres.index;

import dev.seedbank.backend.Indexer;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.failure.Failure;

/** Asks the server twice a second how far it is with a build, on a thread and a connection of its own. */
final class BuildProgress implements AutoCloseable {
    private static final long MILLIS = 500;

    /** Scanning counts blocks, sorting counts rows (PostgreSQL manual, CREATE INDEX Progress Reporting). */
    private static final String PROGRESS = """
            select phase, blocks_total > 0, case when blocks_total > 0 then blocks_done * pg_catalog.current_setting('block_size')::bigint else tuples_done end,
                case when blocks_total > 0 then blocks_total * pg_catalog.current_setting('block_size')::bigint else tuples_total end
            from pg_catalog.pg_stat_progress_create_index where datname = pg_catalog.current_database() and pid = ?::int
            """;

    private final Thread thread;

    private BuildProgress(Thread thread) {
        this.thread = thread;
    }

    /** @param process that builds */
    static BuildProgress of(PostgresConnector connector, long process, Indexer.Listener listener) {
        Runnable nothing = () -> {};
        Runnable asking = () -> ask(connector, process, listener);
        return new BuildProgress(
                Thread.ofPlatform().daemon().name("index-progress").start(listener.watches() ? asking : nothing));
    }

    private static void ask(PostgresConnector connector, long process, Indexer.Listener listener) {
        try {
            Thread.sleep(MILLIS);
            try (var session = connector.open()) {
                while (!Thread.currentThread().isInterrupted()) {
                    session.query(
                            PROGRESS,
                            row -> {
                                var unit = row.getBoolean(2) ? Indexer.Unit.BYTES : Indexer.Unit.ROWS;
                                listener.building(row.getString(1), unit, row.getLong(3), row.getLong(4));
                                return true;
                            },
                            process);
                    Thread.sleep(MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Failure e) {
            // Nobody can tell.
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
