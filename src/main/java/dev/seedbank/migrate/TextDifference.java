package dev.seedbank.migrate;

import java.util.ArrayList;
import java.util.List;

/** The lines in which two texts differ: what lies between their common beginning and their common end. */
final class TextDifference {
    private static final int SHOWN = 8;

    private TextDifference() {}

    /** @return {@code - old} and {@code + new} lines, with the number of the first; a few of each at most */
    static List<String> of(String old, String now) {
        var before = old.lines().toList();
        var after = now.lines().toList();
        int same = 0;
        while (same < Math.min(before.size(), after.size()) && before.get(same).equals(after.get(same))) {
            same++;
        }
        int end = 0;
        while (end < Math.min(before.size(), after.size()) - same
                && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        var lines = new ArrayList<String>();
        lines.add("line %d:".formatted(same + 1));
        add(lines, "- ", before.subList(same, before.size() - end));
        add(lines, "+ ", after.subList(same, after.size() - end));
        return lines;
    }

    private static void add(List<String> lines, String mark, List<String> some) {
        some.stream().limit(SHOWN).forEach(line -> lines.add(mark + line));
        if (some.size() > SHOWN) {
            lines.add("%s… %d more".formatted(mark, some.size() - SHOWN));
        }
    }
}
