package dev.seedbank.backend.postgres.effect;

import static dev.seedbank.backend.postgres.effect.TableLock.ACCESS_EXCLUSIVE;
import static dev.seedbank.backend.postgres.effect.TableLock.ROW_EXCLUSIVE;
import static dev.seedbank.backend.postgres.effect.TableLock.SHARE_ROW_EXCLUSIVE;
import static dev.seedbank.backend.postgres.effect.TableLock.SHARE_UPDATE_EXCLUSIVE;

import dev.seedbank.backend.migration.Hazard;
import dev.seedbank.backend.migration.StatementEffect.Work;
import java.util.Locale;
import java.util.Set;

/**
 * What each kind of statement locks (PostgreSQL manual, 13.3.1, and the commands' own pages).
 *
 * @param made names of tables that the scripts have made so far; gets new ones
 */
record StatementKind(LiveTables live, Set<String> made) {
    Effect of(Tokens tokens) {
        var first = tokens.next().toUpperCase(Locale.ROOT);
        return switch (first) {
            case "CREATE" -> create(tokens);
            case "ALTER" -> alter(tokens);
            case "DROP" -> drop(tokens);
            case "TRUNCATE" -> truncate(tokens);
            case "INSERT", "MERGE" -> into(tokens);
            case "COPY" -> Effect.of(ROW_EXCLUSIVE, tokens.name());
            case "UPDATE" -> change(tokens, "updates");
            case "DELETE" -> {
                tokens.take("FROM");
                yield change(tokens, "deletes");
            }
            case "LOCK" -> lock(tokens);
            case "DO", "CALL" -> Effect.of(TableLock.UNKNOWN, "");
            default -> new Upkeep(live).of(tokens, first);
        };
    }

    private Effect create(Tokens tokens) {
        if (tokens.take("OR", "REPLACE")) {
            return tokens.take("VIEW") ? Effect.of(ACCESS_EXCLUSIVE, tokens.name()) : onTable(tokens);
        }
        boolean unique = tokens.take("UNIQUE");
        if (tokens.take("INDEX")) {
            return new Indexes(live).create(tokens, unique);
        }
        for (boolean more = true; more; ) {
            more = tokens.takeOneOf("GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED");
        }
        return tokens.take("TABLE") ? createTable(tokens) : onTable(tokens);
    }

    private Effect createTable(Tokens tokens) {
        boolean mayExist = tokens.take("IF", "NOT", "EXISTS");
        var name = tokens.name();
        if (!mayExist || live.table(name).isEmpty()) {
            made.add(name);
        }
        if (tokens.take("PARTITION", "OF")) {
            return Effect.of(ACCESS_EXCLUSIVE, tokens.name());
        }
        return made.contains(name) ? onNew(name, tokens.copy()) : Effect.NONE;
    }

    /** Of a table that the scripts make, only what it refers to can keep others waiting. */
    private Effect onNew(String table, Tokens definition) {
        while (!definition.isAtEnd()) {
            if (definition.take("REFERENCES")) {
                var referenced = definition.name();
                if (!made.contains(referenced)) {
                    return Effect.of(SHARE_ROW_EXCLUSIVE, referenced);
                }
            }
            definition.next();
        }
        return Effect.of(TableLock.NONE, table);
    }

    /** Triggers, policies, rules and statistics, which belong to a table. */
    private static Effect onTable(Tokens tokens) {
        tokens.take("CONSTRAINT");
        if (tokens.take("TRIGGER")) {
            return tokens.takeFrom("ON") ? Effect.of(SHARE_ROW_EXCLUSIVE, tokens.name()) : Effect.NONE;
        }
        if (tokens.take("POLICY")) {
            return tokens.takeFrom("ON") ? Effect.of(ACCESS_EXCLUSIVE, tokens.name()) : Effect.NONE;
        }
        if (tokens.take("RULE")) {
            return tokens.takeFrom("TO") ? Effect.of(ACCESS_EXCLUSIVE, tokens.name()) : Effect.NONE;
        }
        boolean statistics = tokens.take("STATISTICS") && tokens.takeFrom("FROM");
        return statistics ? Effect.of(SHARE_UPDATE_EXCLUSIVE, tokens.name()) : Effect.NONE;
    }

    private Effect alter(Tokens tokens) {
        if (tokens.take("POLICY")) {
            return tokens.takeFrom("ON") ? Effect.of(ACCESS_EXCLUSIVE, tokens.name()) : Effect.NONE;
        }
        if (tokens.take("INDEX")) {
            return new Indexes(live).alter(tokens);
        }
        boolean view = tokens.take("VIEW") || tokens.take("MATERIALIZED", "VIEW");
        if (!view && !tokens.take("TABLE")) {
            return Effect.NONE;
        }
        tokens.take("IF", "EXISTS");
        tokens.take("ONLY");
        var name = tokens.name();
        tokens.take("*");
        if (!made.contains(name)) {
            return new AlterTable(name, live).of(tokens);
        }
        var effect = onNew(name, tokens.copy());
        if (tokens.take("RENAME", "TO")) {
            made.add(tokens.name());
        }
        return effect;
    }

    private Effect drop(Tokens tokens) {
        if (tokens.take("INDEX")) {
            return new Indexes(live).drop(tokens);
        }
        for (var kind : new String[] {"TRIGGER", "POLICY", "RULE"}) {
            if (tokens.take(kind)) {
                return tokens.takeFrom("ON") ? Effect.of(ACCESS_EXCLUSIVE, tokens.name()) : Effect.NONE;
            }
        }
        tokens.take("MATERIALIZED");
        var kind = tokens.next().toLowerCase(Locale.ROOT);
        if (!Set.of("table", "view", "schema").contains(kind)) {
            return Effect.NONE;
        }
        tokens.take("IF", "EXISTS");
        return tokens.split().stream().map(it -> dropped(kind, it.name())).reduce(Effect.NONE, StatementKind::first);
    }

    private Effect dropped(String kind, String name) {
        return made.contains(name)
                ? Effect.of(TableLock.NONE, name)
                : Effect.of(ACCESS_EXCLUSIVE, kind.equals("schema") ? "" : name)
                        .danger(
                                Hazard.DROP,
                                "drops %s %s, which running programs may use".formatted(kind, name),
                                AlterTable.RELEASE_FIRST);
    }

    /** Both, named after the first of them that locks anything. */
    private static Effect first(Effect one, Effect other) {
        return one.lock() == TableLock.NONE ? other : one.and(other);
    }

    private static Effect truncate(Tokens tokens) {
        tokens.take("TABLE");
        tokens.take("ONLY");
        var name = tokens.name();
        return Effect.of(ACCESS_EXCLUSIVE, name)
                .danger(
                        Hazard.ALL_ROWS,
                        "removes all rows of " + name,
                        "Delete them in batches, if they may go at all.");
    }

    private static Effect into(Tokens tokens) {
        tokens.take("INTO");
        tokens.take("ONLY");
        return Effect.of(ROW_EXCLUSIVE, tokens.name());
    }

    private static Effect change(Tokens tokens, String verb) {
        tokens.take("ONLY");
        var name = tokens.name();
        var effect = Effect.of(ROW_EXCLUSIVE, name);
        return tokens.has("WHERE")
                ? effect
                : effect.working(Work.REWRITES)
                        .danger(
                                Hazard.ALL_ROWS,
                                "%s all rows of %s in one transaction, and keeps others from changing them until it ends"
                                        .formatted(verb, name),
                                "Go through them in batches, in a file without a transaction (-- seedbank:no-transaction), one statement for each range of the key.");
    }

    private static Effect lock(Tokens tokens) {
        tokens.take("TABLE");
        tokens.take("ONLY");
        var name = tokens.name();
        var lock = ACCESS_EXCLUSIVE;
        for (var one : TableLock.values()) {
            if (!one.words().isEmpty() && tokens.has(("IN " + one.words() + " MODE").split(" "))) {
                lock = one;
            }
        }
        boolean light = tokens.has("IN", "ACCESS", "SHARE", "MODE") || tokens.has("IN", "ROW", "SHARE", "MODE");
        return light ? Effect.NONE : Effect.of(lock, name);
    }
}
