package dev.seedbank.backend.postgres.effect;

import static dev.seedbank.backend.postgres.effect.TableLock.ACCESS_EXCLUSIVE;
import static dev.seedbank.backend.postgres.effect.TableLock.SHARE;
import static dev.seedbank.backend.postgres.effect.TableLock.SHARE_UPDATE_EXCLUSIVE;

import dev.seedbank.backend.migration.Hazard;
import dev.seedbank.backend.migration.StatementEffect.Work;

/** Statements about indexes (PostgreSQL manual, CREATE INDEX, ALTER INDEX, DROP INDEX, REINDEX). */
record Indexes(LiveTables live) {
    private static final String ALONE = " in a file of its own, or in one with -- seedbank:no-transaction.";

    Effect create(Tokens tokens, boolean unique) {
        boolean concurrent = tokens.take("CONCURRENTLY");
        tokens.takeFrom("ON");
        tokens.take("ONLY");
        var table = tokens.name();
        return concurrent
                ? Effect.of(SHARE_UPDATE_EXCLUSIVE, table).working(Work.READS)
                : Effect.of(SHARE, table)
                        .working(Work.READS)
                        .danger(
                                Hazard.INDEX,
                                "builds an index of all rows of %s while nobody can write to it".formatted(table),
                                "CREATE %sINDEX CONCURRENTLY".formatted(unique ? "UNIQUE " : "") + ALONE);
    }

    Effect alter(Tokens tokens) {
        tokens.take("IF", "EXISTS");
        var table = live.tableOfIndex(tokens.name()).orElse("");
        return tokens.has("TABLESPACE")
                ? Effect.of(ACCESS_EXCLUSIVE, table)
                        .danger(
                                Hazard.INDEX_CHANGE,
                                "copies the index while nobody can use it",
                                "REINDEX (TABLESPACE …) INDEX CONCURRENTLY" + ALONE)
                : Effect.of(SHARE_UPDATE_EXCLUSIVE, table);
    }

    Effect drop(Tokens tokens) {
        boolean concurrent = tokens.take("CONCURRENTLY");
        tokens.take("IF", "EXISTS");
        var table = live.tableOfIndex(tokens.name()).orElse("");
        return concurrent
                ? Effect.of(SHARE_UPDATE_EXCLUSIVE, table)
                : Effect.of(ACCESS_EXCLUSIVE, table)
                        .danger(
                                Hazard.INDEX_CHANGE,
                                "waits for all that use the table, and keeps others from it meanwhile",
                                "DROP INDEX CONCURRENTLY" + ALONE);
    }

    Effect rebuild(Tokens tokens) {
        if (tokens.peek().equals("(")) {
            tokens.skip();
        }
        boolean index = tokens.take("INDEX");
        boolean whole = !index && !tokens.take("TABLE");
        if (whole) {
            tokens.next();
        }
        boolean concurrent = tokens.take("CONCURRENTLY");
        var name = tokens.name();
        var table = index ? live.tableOfIndex(name).orElse("") : whole ? "" : name;
        return concurrent
                ? Effect.of(SHARE_UPDATE_EXCLUSIVE, table).working(Work.READS)
                : Effect.of(SHARE, table)
                        .working(Work.READS)
                        .danger(
                                Hazard.INDEX_CHANGE,
                                "rebuilds %s while nobody can write, nor plan a query that could use it"
                                        .formatted(name),
                                "REINDEX … CONCURRENTLY" + ALONE);
    }
}
