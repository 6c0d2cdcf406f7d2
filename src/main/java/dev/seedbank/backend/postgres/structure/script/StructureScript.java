package dev.seedbank.backend.postgres.structure.script;

import dev.seedbank.backend.postgres.structure.model.StructureObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The script as text: statements that end with a semicolon and an empty line, in two parts. Reads with {@code psql}, and
 * takes apart again what it wrote: a semicolon and an empty line inside of quotes, dollar quotes or comments end nothing.
 */
public final class StructureScript {
    public static final String AFTER_THE_DATA = "-- After the data";

    private final String sql;
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();
    private final List<StructureObject> objects = new ArrayList<>();
    private @Nullable StructureLabel label;
    private final List<String> labelled = new ArrayList<>();
    private int position;
    /** Behind it there is nothing but space. */
    private final int end;

    private StructureScript(String sql) {
        this.sql = sql;
        this.end = sql.stripTrailing().length();
    }

    public static void append(Appendable script, String statement) throws IOException {
        script.append(statement).append(";\n\n");
    }

    public static void append(Appendable script, StructureObject object) throws IOException {
        script.append(StructureLabel.of(object).line()).append('\n');
        for (var statement : object.statements()) {
            append(script, statement);
        }
        if (object.statements().isEmpty()) {
            script.append('\n');
        }
    }

    /** The statements of one part, without their semicolons. */
    public static List<String> statements(String sql, boolean after) {
        var script = new StructureScript(sql);
        script.split();
        return after ? script.after : script.before;
    }

    /** Whether its objects can be told apart. */
    public static boolean isLabelled(String sql) {
        return sql.lines()
                .anyMatch(line ->
                        line.startsWith("--") && StructureLabel.parse(line).isPresent());
    }

    /** The objects of both parts in the script's order; empty for a script that was written before they had labels. */
    public static List<StructureObject> objects(String sql) {
        var script = new StructureScript(sql);
        script.split();
        return script.objects;
    }

    private void split() {
        var afterRows = false;
        var start = -1;
        while (position < sql.length()) {
            var at = position;
            var isOutside = start < 0;
            if (isOutside && sql.startsWith("--", at)) {
                skipLine();
                var line = sql.substring(at, position);
                endObject(afterRows);
                label = StructureLabel.parse(line).orElse(null);
                afterRows |= line.equals(AFTER_THE_DATA);
            } else if (isOutside && Character.isWhitespace(sql.charAt(at))) {
                position++;
            } else {
                start = isOutside ? at : start;
                if (isEnd(at)) {
                    add(sql.substring(start, at), afterRows);
                    start = -1;
                    position++;
                } else {
                    skipToken();
                }
            }
        }
        if (start >= 0) {
            add(sql.substring(start), afterRows);
        }
        endObject(afterRows);
    }

    private void add(String statement, boolean afterRows) {
        (afterRows ? after : before).add(statement);
        labelled.add(statement);
    }

    private void endObject(boolean afterRows) {
        if (label != null) {
            objects.add(label.object(labelled, afterRows));
        }
        labelled.clear();
    }

    /** The bodies of functions and rules in SQL have semicolons too, but never an empty line after one. */
    private boolean isEnd(int at) {
        return sql.charAt(at) == ';' && (at + 1 == sql.length() || sql.startsWith("\n\n", at + 1) || at + 1 >= end);
    }

    private void skipLine() {
        var end = sql.indexOf('\n', position);
        position = end < 0 ? sql.length() : end;
    }

    private void skipToken() {
        var c = sql.charAt(position);
        if (c == '\'') {
            skipQuoted('\'', false);
        } else if (c == '"') {
            skipQuoted('"', false);
        } else if (sql.startsWith("--", position)) {
            skipLine();
        } else if (sql.startsWith("/*", position)) {
            skipComment();
        } else if (c == '$') {
            skipDollarQuoted();
        } else if (isWordPart(c)) {
            skipWord();
        } else {
            position++;
        }
    }

    /** A doubled quote needs no care: it ends one string and begins the next. */
    private void skipQuoted(char quote, boolean backslashEscapes) {
        position++;
        while (position < sql.length() && sql.charAt(position) != quote) {
            position += backslashEscapes && sql.charAt(position) == '\\' ? 2 : 1;
        }
        position = Math.min(position + 1, sql.length());
        if (backslashEscapes && position < sql.length() && sql.charAt(position) == quote) {
            skipQuoted(quote, true);
        }
    }

    /** Comments nest. */
    private void skipComment() {
        position += 2;
        for (var depth = 1; depth > 0 && position < sql.length(); ) {
            if (sql.startsWith("/*", position)) {
                depth++;
                position += 2;
            } else if (sql.startsWith("*/", position)) {
                depth--;
                position += 2;
            } else {
                position++;
            }
        }
    }

    private void skipDollarQuoted() {
        var end = position + 1;
        while (end < sql.length() && isWordPart(sql.charAt(end)) && sql.charAt(end) != '$') {
            end++;
        }
        if (end == sql.length() || sql.charAt(end) != '$') {
            position++;
            return;
        }
        var tag = sql.substring(position, end + 1);
        var close = sql.indexOf(tag, end + 1);
        position = close < 0 ? sql.length() : close + tag.length();
    }

    /** A dollar inside a word begins no quote; a lone E before a quote gives backslashes their meaning. */
    private void skipWord() {
        var start = position;
        while (position < sql.length() && isWordPart(sql.charAt(position))) {
            position++;
        }
        var isE = position == start + 1 && (sql.charAt(start) == 'E' || sql.charAt(start) == 'e');
        if (isE && position < sql.length() && sql.charAt(position) == '\'') {
            skipQuoted('\'', true);
        }
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }
}
