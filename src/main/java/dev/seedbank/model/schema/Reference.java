package dev.seedbank.model.schema;

import java.util.List;

/**
 * A field whose values name documents of another collection.
 *
 * @param path to it: names, and {@code *} for each element of an array or each field of an object
 * @param collection that has the documents
 * @param field of theirs that it names
 * @param isText whether the model wants text, so that the text of an ObjectId is what is meant
 */
public record Reference(List<String> path, String collection, String field, boolean isText) {
    public Reference {
        path = List.copyOf(path);
    }

    /** {@code items.*.product_id}. */
    public String shown() {
        return String.join(".", path);
    }

    /** {@code companies._id}. */
    public String target() {
        return collection + "." + field;
    }
}
