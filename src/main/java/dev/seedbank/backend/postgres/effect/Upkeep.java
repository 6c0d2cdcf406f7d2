package dev.seedbank.backend.postgres.effect;

import static dev.seedbank.backend.postgres.effect.TableLock.ACCESS_EXCLUSIVE;
import static dev.seedbank.backend.postgres.effect.TableLock.EXCLUSIVE;
import static dev.seedbank.backend.postgres.effect.TableLock.SHARE_UPDATE_EXCLUSIVE;

import dev.seedbank.backend.migration.Hazard;
import dev.seedbank.backend.migration.StatementEffect.Work;

/** Statements that tidy up, and all others. */
record Upkeep(LiveTables live) {
    /** @param tokens behind its first word */
    Effect of(Tokens tokens, String first) {
        return switch (first) {
            case "REINDEX" -> new Indexes(live).rebuild(tokens);
            case "CLUSTER" -> rewritten(name(tokens, "VERBOSE"));
            case "VACUUM" -> vacuum(tokens);
            case "ANALYZE", "ANALYSE" -> Effect.of(SHARE_UPDATE_EXCLUSIVE, name(tokens, "VERBOSE"));
            case "REFRESH" -> refresh(tokens);
            default -> Effect.NONE;
        };
    }

    private static String name(Tokens tokens, String... words) {
        if (tokens.peek().equals("(")) {
            tokens.skip();
        }
        for (boolean more = true; more; ) {
            more = tokens.takeOneOf(words);
        }
        return tokens.name();
    }

    private static Effect rewritten(String table) {
        return Effect.of(ACCESS_EXCLUSIVE, table)
                .working(Work.REWRITES)
                .danger(
                        Hazard.REWRITE,
                        "rewrites all of %s while nobody can read it".formatted(table),
                        "Run it when nobody uses the table.");
    }

    private static Effect vacuum(Tokens tokens) {
        boolean full = tokens.copy().take("FULL") || (tokens.peek().equals("(") && hasFull(tokens.copy()));
        var table = name(tokens, "FULL", "FREEZE", "VERBOSE", "ANALYZE");
        return full ? rewritten(table) : Effect.of(SHARE_UPDATE_EXCLUSIVE, table);
    }

    private static boolean hasFull(Tokens tokens) {
        tokens.next();
        while (!tokens.isAtEnd() && !tokens.peek().equals(")")) {
            if (tokens.take("FULL")) {
                return !tokens.takeOneOf("FALSE", "OFF", "0");
            }
            tokens.next();
        }
        return false;
    }

    private static Effect refresh(Tokens tokens) {
        tokens.take("MATERIALIZED", "VIEW");
        if (tokens.take("CONCURRENTLY")) {
            return Effect.of(EXCLUSIVE, tokens.name());
        }
        var view = tokens.name();
        return Effect.of(ACCESS_EXCLUSIVE, view)
                .danger(
                        Hazard.REWRITE,
                        "recomputes %s while nobody can read it".formatted(view),
                        "REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on it.");
    }
}
