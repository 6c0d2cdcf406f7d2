package dev.seedbank.backend;

import java.util.List;

/**
 * What a store is made of without its rows: PostgreSQL's schema as SQL, MongoDB's collection options, validators, indexes
 * and views as Extended JSON. Only the engine that wrote it reads it.
 *
 * @param fileName its name in a backup; never ends in {@code .json}, so that it is not taken for a seed file
 * @param text UTF-8; empty if there is nothing to say
 * @param leftOut what the store has and a backup of all its collections does not, such as {@code app (38 tables)}
 */
public record Structure(String fileName, String text, List<String> leftOut) {
    public Structure {
        leftOut = List.copyOf(leftOut);
    }

    public Structure(String fileName, String text) {
        this(fileName, text, List.of());
    }
}
