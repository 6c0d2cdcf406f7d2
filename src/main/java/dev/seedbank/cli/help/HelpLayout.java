package dev.seedbank.cli.help;

import dev.seedbank.cli.help.HelpPage.Entry;
import java.util.ArrayList;
import java.util.List;

/** Lays a page out for a terminal: lines break between words only, and only command lines may be longer than it is wide. */
final class HelpLayout {
    private static final int NARROWEST = 40;
    /** Longer lines are hard to read. */
    private static final int WIDEST = 110;

    private static final String INDENT = "  ";
    private static final String BOLD = "\u001b[1m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RESET = "\u001b[0m";

    private final int width;
    private final boolean colours;
    private final StringBuilder text = new StringBuilder();

    private HelpLayout(int width, boolean colours) {
        this.width = Math.clamp(width, NARROWEST, WIDEST);
        this.colours = colours;
    }

    /** The page with its last line break. */
    static String of(HelpPage page, int width, boolean colours) {
        var layout = new HelpLayout(width, colours);
        layout.add(page);
        return layout.text.toString();
    }

    private void add(HelpPage page) {
        line("Usage: " + coloured(BOLD, page.command()) + " " + page.usage());
        line("");
        wrapped(page.header(), width).forEach(this::line);
        int column = column(page);
        for (var section : page.sections()) {
            if (!section.entries().isEmpty()) {
                line("");
                line(section.title() + ":");
                section.entries().forEach(entry -> entry(entry, column));
            }
        }
        line("");
        line(page.examples().size() == 1 ? "Example:" : "Examples:");
        page.examples().forEach(example -> line(INDENT + example));
        if (!page.closing().isEmpty()) {
            line("");
            wrapped(page.closing(), width).forEach(this::line);
        }
    }

    /** Where the texts begin: behind the longest label that leaves them more than half of the width. */
    private int column(HelpPage page) {
        int longest = page.sections().stream()
                .flatMap(section -> section.entries().stream())
                .mapToInt(entry -> entry.label().length() + 2 * INDENT.length())
                .filter(length -> length <= width * 2 / 5)
                .max()
                .orElse(0);
        return Math.max(longest, width / 5);
    }

    private void entry(Entry entry, int column) {
        var label = INDENT + coloured(YELLOW, entry.label());
        int length = INDENT.length() + entry.label().length();
        var lines = wrapped(entry.text(), width - column);
        if (length > column - INDENT.length()) {
            line(label);
            lines.forEach(rest -> line(" ".repeat(column) + rest));
            return;
        }
        for (int i = 0; i < lines.size(); i++) {
            line((i == 0 ? label + " ".repeat(column - length) : " ".repeat(column)) + lines.get(i));
        }
    }

    private static List<String> wrapped(String paragraph, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : paragraph.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private String coloured(String colour, String words) {
        return colours ? colour + words + RESET : words;
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
