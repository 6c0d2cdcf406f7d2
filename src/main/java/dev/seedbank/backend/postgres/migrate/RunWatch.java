package dev.seedbank.backend.postgres.migrate;

/** Looks at a database before migrations run and afterwards. It is a help: it never fails. */
public interface RunWatch {
    RunWatch NONE = new RunWatch() {};

    /** Nothing has run yet, and nobody else may run any. */
    default void before() {}

    /** All has run, well or not, and still nobody else may run any. */
    default void after() {}
}
