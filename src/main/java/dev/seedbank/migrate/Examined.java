package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.StatementEffect;
import dev.seedbank.migrate.files.Migration;
import java.util.List;

/** A migration, and what its up script would do. */
record Examined(Migration migration, List<StatementEffect> effects) {
    Examined {
        effects = List.copyOf(effects);
    }

    /** As they would run one after another: what an earlier one makes is new to a later one. */
    static List<Examined> together(StoreReader store, List<Migration> migrations) {
        try (var examiner = store.examiner()) {
            return migrations.stream()
                    .map(it -> new Examined(it, examiner.examine(it.up())))
                    .toList();
        }
    }

    /** Each by itself, as if all others were applied. */
    static List<Examined> oneByOne(StoreReader store, List<Migration> migrations) {
        return migrations.stream()
                .flatMap(it -> together(store, List.of(it)).stream())
                .toList();
    }
}
