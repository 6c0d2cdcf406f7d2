package dev.seedbank.backend.postgres.script;

/**
 * A comment that ends with its line.
 *
 * @param line of the file, from 1
 * @param text without the two hyphens
 */
public record Comment(int line, String text) {}
