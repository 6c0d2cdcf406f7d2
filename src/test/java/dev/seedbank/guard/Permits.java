package dev.seedbank.guard;

import dev.seedbank.backend.Store;
import java.util.List;

/** Permits that no guard gave, for tests of what needs one. */
public final class Permits {
    private Permits() {}

    public static Permit of(Action action, Store... stores) {
        return new Permit(action, List.of(stores), false);
    }
}
