package dev.seedbank.model;

import java.util.List;

/**
 * Something that a check has found in a collection.
 *
 * @param path of the field that it is about, or of the file; empty for the whole collection
 * @param count of documents, or of references
 * @param words for people
 * @param examples a few of them
 */
record Finding(Kind kind, String path, long count, String words, List<Example> examples) {
    Finding {
        examples = List.copyOf(examples);
    }

    static Finding of(Kind kind, String words) {
        return new Finding(kind, "", 1, words, List.of());
    }

    /** What can be found. */
    enum Kind {
        NO_MODEL("no-model"),
        NO_COLLECTION("no-collection"),
        VALIDATOR("validator"),
        VIOLATION("violation"),
        NO_TENANT("no-tenant"),
        DANGLING("dangling-reference"),
        TEXT_FOR_OBJECT_ID("text-for-object-id"),
        OBJECT_ID_FOR_TEXT("object-id-for-text"),
        OTHER_TENANT("other-tenant"),
        DELETED_TARGET("deleted-target"),
        COLUMN("column");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** For programs. */
        String word() {
            return word;
        }
    }

    /**
     * One of the documents.
     *
     * @param id its {@code _id}, in words
     * @param reason where and why, or which value
     */
    record Example(String id, String reason) {}
}
