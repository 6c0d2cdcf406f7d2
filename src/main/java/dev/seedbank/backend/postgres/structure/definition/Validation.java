package dev.seedbank.backend.postgres.structure.definition;

import java.util.List;

/**
 * Splits off the end of a constraint's text, which says whether the constraint is validated and enforced.
 *
 * @param text everything before it
 * @param words {@code NOT VALID}, {@code NOT ENFORCED}, or empty
 */
record Validation(String text, String words) {
    private static final List<String> ENDS = List.of("NOT VALID", "NOT ENFORCED");

    static Validation of(String constraint) {
        for (var end : ENDS) {
            if (constraint.endsWith(" " + end)) {
                return new Validation(constraint.substring(0, constraint.length() - end.length() - 1), end);
            }
        }
        return new Validation(constraint, "");
    }

    List<Part> parts() {
        return words.isEmpty() ? List.of() : List.of(Part.of(Aspect.VALIDATION, words));
    }
}
