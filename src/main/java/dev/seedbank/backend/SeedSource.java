package dev.seedbank.backend;

/**
 * The file that rows are seeded from.
 *
 * @param file as the user knows it, such as {@code seeds/users.json}
 * @param hash SHA-256 of its bytes and of what settings say of its rows, in hexadecimal
 */
public record SeedSource(String file, String hash) {}
