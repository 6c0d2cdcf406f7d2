package dev.seedbank.backend.schema;

/**
 * A file that declares structure.
 *
 * @param name for messages and in the order in which files are read: a path from the project's folder, with slashes
 * @param text without byte order mark
 */
public record SchemaFile(String name, String text) {}
