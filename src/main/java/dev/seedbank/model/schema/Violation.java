package dev.seedbank.model.schema;

/**
 * Where a document does not fit its model.
 *
 * @param path within the document, in the sense of RFC 6901: {@code /items/0/quantity}
 * @param word of the model, such as {@code required}
 * @param reason in words; says nothing of the value itself
 */
public record Violation(String path, String word, String reason) {}
