package dev.seedbank.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a mistyped one was probably meant to be. */
public final class Nearest {
    private Nearest() {}

    private static final int SHORTEST_BEGINNING = 3;

    /**
     * The candidate with the smallest edit distance, if it is near enough to be a likely slip: a third of the length, and of longer
     * words at least 2; else the only one that begins with what was typed.
     */
    public static Optional<String> nearest(String typed, Collection<String> candidates) {
        return slip(typed, candidates).or(() -> beginning(typed, candidates));
    }

    private static Optional<String> slip(String typed, Collection<String> candidates) {
        int limit = typed.length() <= SHORTEST_BEGINNING ? 1 : Math.max(2, typed.length() / 3);
        return candidates.stream()
                .map(candidate -> new Scored(candidate, distance(fold(typed), fold(candidate))))
                .filter(scored -> scored.distance <= limit)
                .min(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name))
                .map(Scored::name);
    }

    private static Optional<String> beginning(String typed, Collection<String> candidates) {
        var longer = candidates.stream()
                .filter(candidate -> fold(candidate).startsWith(fold(typed)))
                .toList();
        return typed.length() >= SHORTEST_BEGINNING && longer.size() == 1
                ? Optional.of(longer.getFirst())
                : Optional.empty();
    }

    /** Advice for a message: {@code Did you mean 'users'?}, else what there is, else {@code otherwise}. */
    public static String advice(String typed, Collection<String> candidates, String otherwise) {
        return nearest(typed, candidates)
                .map("Did you mean '%s'?"::formatted)
                .orElseGet(() -> candidates.isEmpty() || candidates.size() > 20
                        ? otherwise
                        : "There is: " + String.join(", ", candidates));
    }

    private record Scored(String name, int distance) {}

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Single characters to insert, remove or replace, and neighbours to swap (optimal string alignment), with three rows. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitute, Math.min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    current[j] = Math.min(current[j], before[j - 2] + 1);
                }
            }
            before = previous;
            previous = current;
        }
        return previous[b.length()];
    }
}
