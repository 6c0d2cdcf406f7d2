package dev.seedbank.config;

import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * One value as written, before {@code ${…}} is filled in.
 *
 * @param path its key below {@code seedbank}, part by part
 * @param values one for a scalar, any number for a list
 */
record Setting(List<String> path, List<String> values, Origin origin) {
    Setting {
        path = List.copyOf(path);
        values = List.copyOf(values);
    }

    /** Such as {@code seedbank.stores.main.url}. */
    String key() {
        return key(path);
    }

    static String key(List<String> path) {
        return path.isEmpty() ? "seedbank" : "seedbank." + String.join(".", path);
    }

    /** A list with the values of another added. */
    Setting with(Setting other) {
        var both = new LinkedHashSet<>(values);
        both.addAll(other.values);
        return new Setting(path, List.copyOf(both), new Origin(origin + " and " + other.origin, 0));
    }

    /** A failure that begins with the place, and that programs find by the key. */
    UsageFailure failure(String what, String advice) {
        return Where.at(Where.Key.SETTING, key()).of(origin.failure(what, advice));
    }
}
