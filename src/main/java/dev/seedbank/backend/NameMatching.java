package dev.seedbank.backend;

import java.util.Collection;
import java.util.Optional;

/**
 * Finds a name that another program spells its own way: {@code tenantId} for {@code tenant_id}, or the other way round. Words
 * begin at an underscore, at a capital letter behind a small one, and where letters and digits meet.
 */
public final class NameMatching {
    private NameMatching() {}

    /** The name itself if there is one; else the one name of the same words; empty if there is none, or more than one. */
    public static Optional<String> match(String name, Collection<String> names) {
        if (names.contains(name)) {
            return Optional.of(name);
        }
        var words = words(name);
        var same = names.stream().filter(one -> words(one).equals(words)).toList();
        return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
    }

    private static String words(String name) {
        var words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (i > 0 && c != '_' && name.charAt(i - 1) != '_' && beginsWord(name, i)) {
                words.append('_');
            }
            words.append(Character.toLowerCase(c));
        }
        return words.toString();
    }

    /** {@code I} of {@code tenantId}, {@code B} of {@code HTMLBody}, {@code 2} of {@code line2}. */
    private static boolean beginsWord(String name, int at) {
        char c = name.charAt(at);
        char before = name.charAt(at - 1);
        if (Character.isDigit(c) != Character.isDigit(before)) {
            return true;
        }
        boolean smallNext = at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1));
        return Character.isUpperCase(c) && (!Character.isUpperCase(before) || smallNext);
    }
}
