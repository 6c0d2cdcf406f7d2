package dev.seedbank.backend;

import java.time.Instant;

/**
 * What Seedbank has noted in the database of a file that was seeded.
 *
 * @param file as {@link SeedSource#file}
 * @param collection where its rows went, with the schema or database in front
 * @param hash of the file's bytes, as {@link SeedSource#hash}
 * @param rows how many the file had
 * @param behind whether the file had changed and rows of it were skipped: they are in the database as an older file said
 * @param at when it was seeded last with anything to note
 */
public record SeededFile(String file, String collection, String hash, long rows, boolean behind, Instant at) {
    /** Whether seeding the file again leaves nothing to note. */
    public boolean isCurrent(SeedSource source, boolean update) {
        return hash.equals(source.hash()) && !(behind && update);
    }
}
