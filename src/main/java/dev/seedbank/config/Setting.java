package dev.seedbank.config;

import java.util.List;

/**
 * One value as written, before {@code ${…}} is filled in.
 *
 * @param path its key below {@code seedbank}, part by part
 * @param values one for a scalar, any number for a list
 * @param origin where it stands, such as {@code seedbank.yaml:7} or {@code environment variable SEEDBANK_STORES_MAIN_URL}
 */
record Setting(List<String> path, List<String> values, String origin) {
    Setting {
        path = List.copyOf(path);
        values = List.copyOf(values);
    }

    String key() {
        return "seedbank." + String.join(".", path);
    }
}
