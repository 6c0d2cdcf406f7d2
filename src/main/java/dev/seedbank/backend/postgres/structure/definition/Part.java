package dev.seedbank.backend.postgres.structure.definition;

import java.util.List;

/**
 * A piece of a definition that can differ by itself.
 *
 * @param text SQL; {@link #IMPLIED} for what exists in any case, such as a column that the parents have, of which only the parts
 * count
 * @param parts what it is made of; empty if it is one piece, and compared by its text
 */
public record Part(Name name, String text, List<Part> parts) {
    static final String IMPLIED = "";

    public Part {
        parts = List.copyOf(parts);
    }

    /** @param of which one it is, such as a column's name; empty if there can be only one */
    public record Name(Aspect aspect, String of) {
        @Override
        public String toString() {
            return of.isEmpty() ? aspect.words() : aspect.words() + " " + of;
        }
    }

    boolean isImplied() {
        return text.equals(IMPLIED);
    }

    static Part of(Aspect aspect, String text) {
        return of(aspect, "", text);
    }

    static Part of(Aspect aspect, String name, String text) {
        return new Part(new Name(aspect, name), text, List.of());
    }
}
