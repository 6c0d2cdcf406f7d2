package dev.seedbank.backend.mongo.effect;

import dev.seedbank.backend.migration.Hazard;
import dev.seedbank.backend.migration.StatementEffect.Danger;
import dev.seedbank.backend.migration.StatementEffect.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * What a step would do.
 *
 * @param lock in the server's words (MongoDB manual, FAQ: Concurrency); empty if it keeps nobody waiting
 * @param collection that it is about; empty if there is none
 */
record Effect(String lock, String collection, Work work, List<Danger> dangers) {
    /** Documents are locked one by one, and others wait for none but those. */
    static final String INTENT_EXCLUSIVE = "INTENT EXCLUSIVE";

    static final String EXCLUSIVE = "EXCLUSIVE";
    static final String INDEX_BUILD = "EXCLUSIVE at its beginning and end";
    static final String UNKNOWN = "unknown";

    static final String RELEASE_FIRST =
            "First release programs that do without it, then remove it with a later migration.";

    Effect {
        dangers = List.copyOf(dangers);
    }

    static Effect of(String lock, String collection) {
        return new Effect(lock, collection, Work.NONE, List.of());
    }

    Effect working(Work how) {
        return new Effect(lock, collection, how, dangers);
    }

    Effect danger(Hazard hazard, String what, String instead) {
        var all = new ArrayList<>(dangers);
        all.add(new Danger(hazard, what, instead));
        return new Effect(lock, collection, work, all);
    }

    /** Of a collection that nobody uses yet. */
    Effect harmless() {
        return of("", collection);
    }
}
