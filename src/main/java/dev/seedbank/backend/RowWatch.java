package dev.seedbank.backend;

/** Is told of the rows of a seed file, in the file's order, as an engine takes them. */
public interface RowWatch {
    /** Wants to know nothing. */
    RowWatch NONE = new RowWatch() {
        @Override
        public void row(long key, long content) {
            throw new IllegalStateException("nobody asked");
        }

        @Override
        public boolean asks() {
            return false;
        }
    };

    /**
     * @param key a hash of the fields by which the row is known; of all its content if it is known by no field
     * @param content a hash of all that the file says of the row
     */
    void row(long key, long content);

    /** Whether it is to be told; hashing takes time. */
    default boolean asks() {
        return true;
    }

    /** Whether it is to be told which rows were inserted, and not skipped or updated. */
    default boolean asksForInserted() {
        return false;
    }

    /** @param row by its place in the file, from 1 */
    default void inserted(long row) {}

    /** The engine's connection is free for a moment. Called every some ten thousand rows, and after the last. */
    default void pause() {}
}
