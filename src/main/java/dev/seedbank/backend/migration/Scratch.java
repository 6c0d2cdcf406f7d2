package dev.seedbank.backend.migration;

/** An empty database that was made to try something in, and is dropped by {@link #close}. No other command knows of it. Not thread-safe. */
public interface Scratch extends AutoCloseable {
    /** Its database's name, by which somebody could drop it if this process is killed. */
    String name();

    /** As a store's own; it takes the lease of this database. */
    Migrator migrator(Migrator.Options options, Migrator.Listener listener);

    /** @throws dev.seedbank.failure.UsageFailure naming the line, if a script would change more than this database */
    void requireWithin(Script script);

    /** All that it is made of, as text: the same structure has the same text. */
    String structure();

    /** From any thread: cuts its connections, but for the one that drops it. */
    void abort();

    /** @throws dev.seedbank.failure.Failure naming it, if it cannot be dropped */
    @Override
    void close();
}
