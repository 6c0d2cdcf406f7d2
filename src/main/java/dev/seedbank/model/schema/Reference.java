package dev.seedbank.model.schema;

/**
 * A field whose values name documents of another collection.
 *
 * @param shown the path to it: {@code items.*.product_id}, where {@code *} stands for each element of an array, or each field without a
 *     name of its own
 * @param collection that has the documents
 * @param field of theirs that it names
 * @param isText whether the model wants text, so that the text of an ObjectId is what is meant
 */
public record Reference(String shown, String collection, String field, boolean isText) {
    /** {@code companies._id}. */
    public String target() {
        return collection + "." + field;
    }
}
