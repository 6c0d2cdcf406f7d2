package dev.seedbank.index;

import dev.seedbank.backend.IndexChange.Way;
import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.IndexFinding.State;

/** Which findings a command puts right. */
enum IndexWork {
    /** What is missing, and what can be changed where it is. */
    APPLY,
    /** Also what must be built anew. */
    APPLY_AND_REPLACE,
    PRUNE;

    boolean isFor(IndexFinding finding) {
        return finding.change().filter(it -> isFor(it.way())).isPresent();
    }

    private boolean isFor(Way way) {
        return switch (this) {
            case APPLY -> way == Way.CREATE || way == Way.ALTER;
            case APPLY_AND_REPLACE -> way != Way.DROP;
            case PRUNE -> way == Way.DROP;
        };
    }

    /** Whether it ought to be put right by this, and nothing is known that does. */
    boolean isStuck(IndexFinding finding) {
        boolean declared = finding.state() == State.MISSING
                || finding.state() == State.DIFFERENT
                || finding.state() == State.NO_COLLECTION;
        return this != PRUNE && declared && finding.change().isEmpty();
    }
}
