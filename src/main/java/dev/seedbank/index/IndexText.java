package dev.seedbank.index;

import dev.seedbank.backend.IndexChange.Way;
import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.IndexFinding.State;

/** Words for what is done to indexes. */
final class IndexText {
    private IndexText() {}

    static String indexes(long count) {
        return count == 1 ? "1 index" : count + " indexes";
    }

    static String verb(Way way) {
        return switch (way) {
            case CREATE -> "create";
            case ALTER -> "change";
            case REPLACE -> "replace";
            case DROP -> "drop";
        };
    }

    static String past(Way way) {
        return switch (way) {
            case CREATE -> "created";
            case ALTER -> "changed";
            case REPLACE -> "replaced";
            case DROP -> "dropped";
        };
    }

    /** Why nothing can be done about it. */
    static String stuck(IndexFinding finding) {
        var why = String.join("; ", finding.details());
        return finding.state() == State.NO_COLLECTION
                ? "no indexes: " + (why.isEmpty() ? "there is no such table" : why)
                : finding.index() + ": " + why;
    }
}
