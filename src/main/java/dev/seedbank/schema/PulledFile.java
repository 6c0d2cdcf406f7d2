package dev.seedbank.schema;

import dev.seedbank.config.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a database's structure as a file.
 *
 * @param shown the file as the user knows it
 * @param state what is there in its place
 */
record PulledFile(String store, Path path, String shown, String text, State state) {
    enum State {
        NEW,
        SAME,
        DIFFERENT
    }

    static PulledFile of(String store, StoreFiles.Target target) throws IOException {
        return new PulledFile(store, target.path(), target.shown(), target.text(), state(target.path(), target.text()));
    }

    private static State state(Path path, String text) throws IOException {
        if (!Files.exists(path)) {
            return State.NEW;
        }
        return Files.readString(path).equals(text) ? State.SAME : State.DIFFERENT;
    }

    boolean isWritten(boolean force) {
        return state == State.NEW || (state == State.DIFFERENT && force);
    }

    void write(boolean force) throws IOException {
        if (isWritten(force)) {
            TextFile.replace(path, text);
        }
    }
}
