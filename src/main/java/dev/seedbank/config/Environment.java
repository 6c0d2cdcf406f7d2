package dev.seedbank.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a profile is, from the least to the most careful: the order is what "a lower environment" means. */
public enum Environment {
    DEVELOPMENT,
    TEST,
    PRODUCTION;

    /** The name in configuration, metadata and messages: {@code development}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Environment> of(String label) {
        return Arrays.stream(values())
                .filter(environment -> environment.label().equals(label))
                .findFirst();
    }
}
