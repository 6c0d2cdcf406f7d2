package dev.seedbank.backend.schema;

import java.util.List;

/**
 * How to get from one structure to another.
 *
 * @param fingerprint of the structure that it begins with: a plan is for no other
 * @param steps in their order; none if the two are the same
 * @param renames where something goes and something like it comes, which could be one thing with a new name: without an answer the
 *     plan must not be run
 * @param refusals what cannot be done, with what to do instead: then {@code steps} mean nothing
 * @param notes differences that stay, such as the order of columns, and what should be known
 */
public record SchemaPlan(
        String fingerprint,
        List<SchemaStep> steps,
        List<PossibleRename> renames,
        List<Refusal> refusals,
        List<String> notes) {
    public SchemaPlan {
        steps = List.copyOf(steps);
        renames = List.copyOf(renames);
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
    }

    /**
     * Something that may have got another name.
     *
     * @param kind {@code table}, {@code column}, {@code type}, {@code value}
     * @param from its full name as SQL: {@code public.users.username}
     * @param to the new name alone, as SQL
     */
    public record PossibleRename(String kind, String from, String to) {
        /** The line to put into a file, if it is a rename. */
        public String hint() {
            return "-- seedbank:renamed %s %s -> %s".formatted(kind, from, to);
        }
    }

    /**
     * What was said of possible renames, besides the hints in files.
     *
     * @param renamed those that are
     * @param dropped those that are none: the old one is dropped with what is in it, the new one is made empty
     */
    public record Answers(List<PossibleRename> renamed, List<PossibleRename> dropped) {
        public static final Answers NONE = new Answers(List.of(), List.of());

        public Answers {
            renamed = List.copyOf(renamed);
            dropped = List.copyOf(dropped);
        }
    }

    /** @param object in words, such as {@code table public.users} */
    public record Refusal(String object, String reason, String advice) {}

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    public boolean losesData() {
        return steps.stream().anyMatch(SchemaStep::losesData);
    }
}
