package dev.seedbank.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines cut to what a terminal shows at once. */
final class Frame {
    private Frame() {}

    /**
     * @param body its end is left out where it does not fit, and what of each line does not
     * @param below stays as a whole, in more lines where need be
     */
    static List<String> fitting(List<String> body, List<String> below, Terminal.Size size) {
        var end = new ArrayList<String>();
        below.forEach(line -> end.addAll(broken(line, size.columns())));
        int free = Math.max(1, size.rows() - end.size());
        var lines = new ArrayList<String>();
        boolean all = body.size() <= free;
        for (var line : all ? body : body.subList(0, free - 1)) {
            lines.add(Text.cut(line, size.columns()));
        }
        if (!all) {
            lines.add(Text.cut("… %d more lines".formatted(body.size() - free + 1), size.columns()));
        }
        lines.addAll(end);
        return lines;
    }

    private static List<String> broken(String line, int columns) {
        var lines = new ArrayList<String>();
        var rest = line;
        while (Text.width(rest) > columns) {
            var first = Text.cut(rest, columns);
            if (first.isEmpty()) {
                break; // narrower than a character
            }
            lines.add(first);
            rest = rest.substring(first.length());
        }
        lines.add(rest);
        return lines;
    }
}
