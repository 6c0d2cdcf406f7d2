package dev.seedbank.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code .env}: docs/configuration.md says how. The file is shared with other programs, so that what is wrong with a line
 * matters only to who needs its variable: a line that sets none is passed over, and the rest is told by {@link Entry#problem}.
 */
final class DotEnv {
    private static final Pattern NAME = Pattern.compile("(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \\t]*");
    private static final Pattern NOTHING_MORE = Pattern.compile("[ \\t]*(#.*)?");
    private static final Pattern COMMENT = Pattern.compile("(^|[ \\t])#.*");
    private static final Pattern REFERENCE = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?:(:?-)(.*))?", Pattern.DOTALL);

    /** Of a reference in braces with its default; and of values, which references can multiply. */
    private static final int LONGEST_REFERENCE = 1024;

    private static final int LONGEST = 1 << 18;
    private static final int MOST = 1 << 23;

    private final String text;
    private final Function<String, @Nullable String> surroundings;
    private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();
    private int position;
    private int line = 1;
    private int expanded;
    private @Nullable String broken;

    private DotEnv(String text, Function<String, @Nullable String> surroundings) {
        this.text = text;
        this.surroundings = surroundings;
    }

    /**
     * @param line on which it begins, from 1
     * @param problem why the value cannot be known; empty if it can
     */
    record Entry(String value, int line, Optional<String> problem) {}

    /**
     * @param text with lines that end in {@code \n}
     * @param environment what {@code $NAME} means before earlier lines of the file say it
     * @return by name; of a name that is set twice the last
     */
    static SequencedMap<String, Entry> parse(String text, Map<String, String> environment) {
        var file = new DotEnv(text, environment::get);
        while (file.position < text.length()) {
            file.assignment();
        }
        return file.entries;
    }

    private void assignment() {
        var all = restOfLine();
        int equals = all.indexOf('=');
        var name = NAME.matcher(equals < 0 ? "" : all.substring(0, equals).strip());
        if (!name.matches()) {
            nextLine();
            return;
        }
        int value = position + equals + 1;
        while (value < text.length() && (text.charAt(value) == ' ' || text.charAt(value) == '\t')) {
            value++;
        }
        char quote = value < text.length() ? text.charAt(value) : '\n';
        if (quote == '\'' || quote == '"') {
            quoted(name.group(1), value, quote);
        } else {
            var plain = COMMENT.matcher(text.substring(value, endOfLine(value))).replaceFirst("");
            put(name.group(1), expand(plain.strip(), false));
            nextLine();
        }
    }

    private void quoted(String name, int begin, char quote) {
        int end = begin + 1;
        while (end < text.length() && text.charAt(end) != quote) {
            end += quote == '"' && text.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= text.length()) {
            problem(name, "its quote is not closed");
        } else if (!NOTHING_MORE
                .matcher(text.substring(end + 1, endOfLine(end + 1)))
                .matches()) {
            problem(name, "there is text behind its closing quote");
        } else {
            var inside = text.substring(begin + 1, end);
            put(name, quote == '"' ? expand(inside, true) : new Entry(inside, line, Optional.empty()));
            while (position < end) {
                line += text.charAt(position++) == '\n' ? 1 : 0;
            }
            nextLine();
        }
    }

    /** Fills in variables; between double quotes also {@code \n}, {@code \r}, {@code \t}, {@code \\} and {@code \"}. */
    private Entry expand(String raw, boolean escapes) {
        broken = null;
        var value = expanded(raw, escapes);
        expanded += value.length();
        if (value.length() > LONGEST || expanded > MOST) {
            broken = "it is too long with its variables filled in";
        }
        return new Entry(broken == null ? value : "", line, Optional.ofNullable(broken));
    }

    private String expanded(String raw, boolean escapes) {
        var result = new StringBuilder();
        for (int i = 0; i < raw.length() && result.length() <= LONGEST; ) {
            char c = raw.charAt(i);
            int end = c == '$' ? endOfReference(raw, i + 1) : i;
            if (c == '\\' && i + 1 < raw.length()) {
                result.append(escaped(raw.charAt(i + 1), escapes));
                i += 2;
            } else if (end > i) {
                result.append(reference(raw.substring(i, end), escapes));
                i = end;
            } else {
                result.append(c);
                i++;
            }
        }
        return result.toString();
    }

    /** Behind {@code NAME} or <code>{NAME:-default}</code> that begins there; 0 if neither does. */
    private static int endOfReference(String raw, int begin) {
        int end = begin;
        if (end < raw.length() && raw.charAt(end) == '{') {
            int depth = 0;
            int last = Math.min(raw.length(), begin + LONGEST_REFERENCE);
            do {
                depth += raw.charAt(end) == '{' ? 1 : raw.charAt(end) == '}' ? -1 : 0;
                end++;
            } while (depth > 0 && end < last);
            return depth == 0
                            && REFERENCE
                                    .matcher(raw.substring(begin + 1, end - 1))
                                    .matches()
                    ? end
                    : 0;
        }
        while (end < raw.length() && isOfName(raw.charAt(end), end > begin)) {
            end++;
        }
        return end == begin ? 0 : end;
    }

    private static boolean isOfName(char c, boolean digitsToo) {
        return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (digitsToo && c >= '0' && c <= '9');
    }

    private String reference(String written, boolean escapes) {
        if (!written.startsWith("${")) {
            // Set by nobody it is more likely a part of a password than a variable.
            return Optional.ofNullable(value(written.substring(1))).orElse(written);
        }
        var parts = REFERENCE.matcher(written.substring(2, written.length() - 1));
        parts.matches();
        var value = value(parts.group(1));
        if (value != null && !(value.isEmpty() && ":-".equals(parts.group(2)))) {
            return value;
        }
        return parts.group(3) == null ? "" : expanded(parts.group(3), escapes);
    }

    private static String escaped(char c, boolean escapes) {
        if (c == '$') {
            return "$";
        }
        if (!escapes) {
            return "\\" + c;
        }
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '\\', '"' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private @Nullable String value(String name) {
        var outside = surroundings.apply(name);
        if (outside != null && !outside.isEmpty()) {
            return outside;
        }
        var entry = entries.get(name);
        if (entry == null) {
            return outside;
        }
        entry.problem().ifPresent(problem -> broken = "it uses %s, and %s".formatted(name, problem));
        return entry.value();
    }

    private void put(String name, Entry entry) {
        entries.put(name, entry);
    }

    /** The lines after the first are read as if the quote were none. */
    private void problem(String name, String what) {
        put(name, new Entry("", line, Optional.of(what)));
        nextLine();
    }

    private String restOfLine() {
        return text.substring(position, endOfLine(position));
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private void nextLine() {
        position = endOfLine(position) + 1;
        line++;
    }
}
