package dev.seedbank.backend.migration;

import dev.seedbank.failure.OperationFailed;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How a database's history names kinds and states: in lower case. */
public final class Words {
    private Words() {}

    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> Map<String, E> all(E[] values) {
        var all = new HashMap<String, E>();
        for (var value : values) {
            all.put(of(value), value);
        }
        return Map.copyOf(all);
    }

    /** @throws OperationFailed if there is none of that name: a newer version wrote it, or somebody by hand */
    static <E> E find(Map<String, E> all, String what, String word) {
        var found = all.get(word);
        if (found == null) {
            throw new OperationFailed(
                    "The history of migrations has the %s '%s', which this version of Seedbank does not know"
                            .formatted(what, word),
                    "Use the version that wrote it, or a newer one.");
        }
        return found;
    }
}
