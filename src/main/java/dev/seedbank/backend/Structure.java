package dev.seedbank.backend;

import java.io.IOException;
import java.util.List;

/**
 * What a store is made of without its rows: PostgreSQL's schema as SQL, MongoDB's collection options, validators, indexes
 * and views as Extended JSON. Only the engine that wrote it reads it.
 *
 * @param fileName its name in a backup; never ends in {@code .json}, so that it is not taken for a seed file
 * @param leftOut what the store has and a backup of all its collections does not, such as {@code app (38 tables)}
 */
public record Structure(String fileName, Content content, List<String> leftOut) {
    public Structure {
        leftOut = List.copyOf(leftOut);
    }

    public Structure(String fileName, String text) {
        this(fileName, new InMemory(text), List.of());
    }

    /** UTF-8; empty if there is nothing to say. */
    public String text() {
        if (content instanceof InMemory(var text)) {
            return text;
        }
        var text = new StringBuilder();
        try {
            content.writeTo(text);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail", e);
        }
        return text.toString();
    }

    /** The text, which can be read in pieces. If it comes from a {@link Snapshot}, it can be read as long as that is open. */
    public interface Content {
        boolean isEmpty();

        /** @throws IOException only from {@code out} */
        void writeTo(Appendable out) throws IOException;
    }

    private record InMemory(String text) implements Content {
        @Override
        public boolean isEmpty() {
            return text.isEmpty();
        }

        @Override
        public void writeTo(Appendable out) throws IOException {
            out.append(text);
        }
    }
}
