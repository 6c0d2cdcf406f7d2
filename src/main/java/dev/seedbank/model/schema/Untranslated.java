package dev.seedbank.model.schema;

/**
 * A word that the server's validator does not have, or only in part. Seedbank checks it itself.
 *
 * @param word such as {@code unevaluatedProperties}
 * @param place the file and the pointer to the schema
 * @param why one clause
 */
public record Untranslated(String word, String place, String why) {}
