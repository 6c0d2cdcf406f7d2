package dev.seedbank.backend.mongo.schema;

import java.util.List;

/**
 * What a step could do to documents.
 *
 * @param loss in words; empty if it loses none of those that there are
 * @param held what that relies on; of a loss that somebody has agreed to, nothing
 */
record Stake(String loss, List<Held> held) {
    static final Stake NONE = new Stake("", List.of());

    Stake {
        held = loss.isEmpty() ? List.copyOf(held) : List.of();
    }

    static Stake lost(String what) {
        return new Stake(what, List.of());
    }

    static Stake relyingOn(Held held) {
        return new Stake("", List.of(held));
    }
}
