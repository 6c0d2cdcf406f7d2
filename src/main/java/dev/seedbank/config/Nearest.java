package dev.seedbank.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Finds the name that a mistyped one was probably meant to be. */
public final class Nearest {
    private Nearest() {}

    private static final int SHORTEST_BEGINNING = 3;

    /**
     * The candidate with the smallest edit distance, if it is near enough to be a likely slip: a third of the length, and of longer
     * words at least 2; else the only one that begins with what was typed, or whose first words do but for a slip
     * ({@code befroe} for {@code before-upgrade}), or that it abbreviates ({@code usr} for {@code users}).
     */
    public static Optional<String> nearest(String typed, Collection<String> candidates) {
        return slip(typed, candidates)
                .or(() -> only(candidates, candidate -> candidate.startsWith(fold(typed)), typed))
                .or(() -> only(candidates, candidate -> beginsNearly(fold(typed), candidate), typed))
                .or(() -> only(candidates, candidate -> abbreviates(fold(typed), candidate), typed));
    }

    /** The same for names of collections, also by what stands behind the schema or database: {@code audit.events} for {@code events}. */
    public static Optional<String> nearestCollection(String typed, Collection<String> candidates) {
        var last = last(typed);
        return nearest(typed, candidates)
                .or(() -> only(candidates, candidate -> last(candidate).equals(fold(last)), last))
                .or(() -> nearest(last, candidates.stream().map(Nearest::last).toList())
                        .flatMap(name ->
                                only(candidates, candidate -> last(candidate).equals(fold(name)), last)));
    }

    private static Optional<String> slip(String typed, Collection<String> candidates) {
        int limit = typed.length() <= SHORTEST_BEGINNING ? 1 : Math.max(2, typed.length() / 3);
        return candidates.stream()
                .map(candidate -> new Scored(candidate, distance(fold(typed), fold(candidate))))
                .filter(scored -> scored.distance <= limit)
                .min(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name))
                .map(Scored::name);
    }

    /** @param like is given the candidate as {@link #fold} writes it */
    private static Optional<String> only(Collection<String> candidates, Predicate<String> like, String typed) {
        if (typed.length() < SHORTEST_BEGINNING) {
            return Optional.empty();
        }
        var found = candidates.stream()
                .filter(candidate -> like.test(fold(candidate)))
                .distinct()
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static boolean beginsNearly(String typed, String candidate) {
        return IntStream.range(SHORTEST_BEGINNING, candidate.length())
                .filter(end -> !Character.isLetterOrDigit(candidate.charAt(end)))
                .anyMatch(end -> distance(typed, candidate.substring(0, end)) <= typed.length() / 3);
    }

    /** Its first letter and others of it in their order, half of them at least. */
    private static boolean abbreviates(String typed, String candidate) {
        if (!candidate.startsWith(typed.substring(0, 1)) || candidate.length() > 2 * typed.length()) {
            return false;
        }
        int at = 0;
        for (int i = 0; i < candidate.length() && at < typed.length(); i++) {
            at += candidate.charAt(i) == typed.charAt(at) ? 1 : 0;
        }
        return at == typed.length();
    }

    private static String last(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
    }

    /** Advice for a message: {@code Did you mean 'users'?}, else what there is, else {@code otherwise}. */
    public static String advice(String typed, Collection<String> candidates, String otherwise) {
        return nearest(typed, candidates)
                .map("Did you mean '%s'?"::formatted)
                .orElseGet(() -> candidates.isEmpty() || candidates.size() > 20
                        ? otherwise
                        : "Available: " + String.join(", ", candidates));
    }

    /** The same, by {@link #nearestCollection}. */
    public static String collectionAdvice(String typed, Collection<String> candidates, String otherwise) {
        return advice(nearestCollection(typed, candidates).orElse(typed), candidates, otherwise);
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
