package dev.seedbank.backend.model;

/**
 * A value of a document that JSON does not have, such as an ObjectId or a date. In a document as a tree it is the content of a
 * {@code POJONode}, so that no JSON type fits it.
 *
 * @param type as {@code bsonType} has it: {@code objectId}
 * @param text to show, and to compare: an ObjectId's digits, a date in UTC
 */
public record SpecialValue(String type, String text) {
    @Override
    public String toString() {
        return text;
    }
}
