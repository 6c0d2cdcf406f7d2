package dev.seedbank.migrate.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the marks in a text that passes by, byte by byte. A line is what the text of a script has as one: it ends with LF, CR LF or
 * CR. Marks count wherever they stand at the beginning of a line, as dbmate and goose have it: within a string or a comment, too.
 */
final class MarkScan {
    /** More than any mark needs; of a longer line only the beginning is looked at. */
    static final int LONGEST = 256;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final List<Mark> marks = new ArrayList<>();
    private Mark open;
    private boolean statement;

    private final byte[] head;
    private int length;
    private int line = 1;
    private int placeholder;
    private long position;
    private long lineStart;
    private boolean afterReturn;
    private byte last;
    private byte beforeLast;
    private boolean inComment;
    private boolean commentEnds;

    /**
     * @param start where the text begins in the file: behind the byte order mark
     * @param head of {@link #LONGEST}, to be used by one scan at a time
     */
    MarkScan(long start, byte[] head) {
        this.head = head;
        position = start;
        lineStart = start;
        open = new Mark(Mark.Tool.BEGINNING, "", 0, false, 0, start, false);
    }

    void take(byte next) {
        if (afterReturn) {
            afterReturn = false;
            endLine(next == '\n' ? position + 1 : position);
            if (next == '\n') {
                position++;
                return;
            }
        }
        position++;
        if (next == '\n') {
            endLine(position);
        } else if (next == '\r') {
            afterReturn = true;
        } else {
            content(next);
        }
    }

    private void content(byte next) {
        if (length < LONGEST) {
            head[length++] = next;
        }
        if (next == '/' && last == '*') {
            commentEnds = true;
        } else if (last == '{' && beforeLast == '$' && placeholder == 0 && Character.isLetter(next)) {
            placeholder = line;
        }
        beforeLast = last;
        last = next;
    }

    /** All marks; the text has ended. */
    List<Mark> end() {
        endLine(position);
        close();
        return marks;
    }

    /** The line of the next byte, from 1. */
    int line() {
        return afterReturn ? line + 1 : line;
    }

    /** The first line with a placeholder; 0 if there is none. */
    int placeholder() {
        return placeholder;
    }

    private void endLine(long end) {
        int first = firstCharacter();
        boolean comment = begins(first, '-', '-');
        var mark = comment ? mark(first, end) : Optional.<Mark>empty();
        if (mark.isPresent()) {
            close();
            open = mark.get();
        } else if (!statement && first < length) {
            boolean plain = !inComment && !begins(first, '/', '*');
            statement = plain ? !comment : isStatement(text().strip());
        }
        line++;
        lineStart = end;
        length = 0;
        last = 0;
        beforeLast = 0;
        commentEnds = false;
    }

    private void close() {
        marks.add(
                new Mark(open.tool(), open.words(), open.line(), open.indented(), open.start(), open.end(), statement));
        statement = false;
    }

    /** Of the line, behind the blanks before it; the line's length if there is none. */
    private int firstCharacter() {
        int at = 0;
        while (at < length && head[at] <= ' ' && head[at] >= 0) {
            at++;
        }
        return at;
    }

    private boolean begins(int at, char one, char two) {
        return at + 1 < length && head[at] == one && head[at + 1] == two;
    }

    private String text() {
        return FileScan.utf8(head, length);
    }

    /** Of a comment. Most are not marks, and that shows without decoding the text. */
    private Optional<Mark> mark(int comment, long end) {
        if (!mayBeMark(comment)) {
            return Optional.empty();
        }
        var words = text().substring(comment + 2).strip();
        if (begins(words, "migrate:")) {
            return Optional.of(mark(Mark.Tool.MIGRATE, words.substring("migrate:".length()), end));
        }
        if (begins(words, "+goose")
                && (words.length() == "+goose".length() || words.charAt("+goose".length()) <= ' ')) {
            return Optional.of(mark(Mark.Tool.GOOSE, words.substring("+goose".length()), end));
        }
        return begins(words, "seedbank:")
                ? Optional.of(mark(Mark.Tool.SEEDBANK, words.substring("seedbank:".length()), end))
                : Optional.empty();
    }

    private boolean mayBeMark(int comment) {
        int at = comment + 2;
        while (at < length && head[at] <= ' ' && head[at] >= 0) {
            at++;
        }
        return at < length && "m+s".indexOf(Character.toLowerCase(head[at])) >= 0;
    }

    private static boolean begins(String words, String beginning) {
        return words.regionMatches(true, 0, beginning, 0, beginning.length());
    }

    private Mark mark(Mark.Tool tool, String words, long end) {
        var plain = words.strip().toLowerCase(Locale.ROOT);
        boolean spaced = plain.contains("  ") || plain.chars().anyMatch(it -> it < ' ');
        return new Mark(
                tool,
                spaced ? BLANKS.matcher(plain).replaceAll(" ") : plain,
                line,
                head[0] != '-',
                lineStart,
                end,
                false);
    }

    /** Only the comments before the first statement matter, so it is enough to know those that begin a line. */
    private boolean isStatement(String text) {
        if (!inComment && !text.startsWith("/*")) {
            return !text.isEmpty() && !text.startsWith("--");
        }
        inComment = !commentEnds;
        int end = text.lastIndexOf("*/");
        return !inComment && end >= 0 && isStatement(text.substring(end + 2).strip());
    }
}
