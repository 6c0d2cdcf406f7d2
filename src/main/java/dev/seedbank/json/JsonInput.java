package dev.seedbank.json;

import dev.seedbank.json.JsonRejected.Place;
import dev.seedbank.json.JsonRejected.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the tokens of JSON text, in constant memory; what they mean is up to the caller. Strings are checked to be UTF-8. Knows
 * its row and line, both from 1: a line can only end in white space, so counting costs nothing elsewhere.
 */
public final class JsonInput extends ByteWindow {
    /** As large as a document of MongoDB, and more than any name. */
    private static final int MAX_TEXT = 16 << 20;

    private final ByteSink scratch = ByteSink.growing();
    private long row;
    private long line = 1;
    /** Where in the stream the line begins. */
    private long lineStart;

    public JsonInput(InputStream in) {
        super(in);
    }

    /** For values that are in memory: see {@link #over}. */
    public JsonInput() {
        super(InputStream.nullInputStream());
    }

    /** From now on reads these bytes, to their end. */
    public void over(byte[] text) {
        overAll(text);
        line = 1;
        lineStart = 0;
    }

    public long line() {
        return line;
    }

    /** The rows that were begun; 0 before the first. */
    public long row() {
        return row;
    }

    void beginRow() {
        row++;
    }

    /** Keeps everything from here on in memory, until {@link #comeBack}: for one row at most. */
    Place stay() {
        mark();
        return new Place(row, line, lineStart);
    }

    void comeBack(Place stayed) throws IOException {
        at -= unmark();
        line = stayed.line();
        lineStart = stayed.column();
    }

    /** The next byte that is no white space, without taking it; -1 at the end. */
    public int space() throws IOException {
        if (at < limit && bytes[at] > ' ') {
            return bytes[at];
        }
        return afterSpace();
    }

    private int afterSpace() throws IOException {
        int value = peek();
        while (value == ' ' || value == '\n' || value == '\r' || value == '\t') {
            at++;
            if (value == '\n') {
                line++;
                lineStart = offset();
            }
            value = peek();
        }
        return value;
    }

    /** Takes the next byte that is no white space, which must be this one. */
    public void expect(char wanted) throws IOException {
        int found = space();
        if (found != wanted) {
            throw unexpected(found, "'" + wanted + "'");
        }
        at++;
    }

    /** Takes the next byte that is no white space, if it is this one. */
    public boolean take(char wanted) throws IOException {
        if (space() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** Takes the comma that is next; what follows must not be the end. */
    void comma(char end) throws IOException {
        at++;
        if (space() == end) {
            throw reject(new Problem.TrailingComma(end));
        }
    }

    /** Takes the bytes if they are next, within what is in the window already. They must not contain a line break. */
    public boolean takeIfNext(byte[] wanted) {
        int length = wanted.length;
        if (at + length > limit) {
            return false;
        }
        int done = 0;
        for (; done <= length - Long.BYTES; done += Long.BYTES) {
            if ((long) ByteScan.LONGS.get(bytes, at + done) != (long) ByteScan.LONGS.get(wanted, done)) {
                return false;
            }
        }
        for (; done < length; done++) {
            if (bytes[at + done] != wanted[done]) {
                return false;
            }
        }
        at += length;
        return true;
    }

    /** Takes {@code true}, {@code false} or {@code null}. */
    public void literal(String word) throws IOException {
        for (int i = 0; i < word.length(); i++) {
            int found = at < limit ? bytes[at] : peek();
            if (found != word.charAt(i)) {
                throw unexpected(found, word);
            }
            at++;
        }
    }

    /** Takes what looks like a number, {@code true}, {@code false} or {@code null}, whether it is one or not; may be empty. */
    public String word() throws IOException {
        long start = offset();
        mark();
        while (isWord(peek())) {
            if (offset() - start == NumberTokens.MAX_LENGTH) {
                throw reject(new Problem.LongNumber());
            }
            at++;
        }
        int length = unmark();
        return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
    }

    private static boolean isWord(int next) {
        return NumberTokens.isDigit(next)
                || (next >= 'a' && next <= 'z')
                || (next >= 'A' && next <= 'Z')
                || next == '-'
                || next == '+'
                || next == '.';
    }

    /** The string after an opening quote that was taken, with its closing quote. Short ones: names, parts of values. */
    public String text() throws IOException {
        scratch.clear();
        int next;
        do {
            if (scratch.size() > MAX_TEXT) {
                throw reject("a name or a part of a value is larger than %d MiB".formatted(MAX_TEXT >> 20));
            }
            int end = StringTokens.plain(this);
            scratch.write(bytes, at, end - at);
            at = end;
            next = StringTokens.afterPlain(this);
            if (next >= 0) {
                scratch.character(next);
            }
        } while (next != StringTokens.END);
        return new String(scratch.array(), 0, scratch.size(), StandardCharsets.UTF_8);
    }

    /** The place of the next byte. */
    public Place place() {
        return new Place(row, line, offset() - lineStart + 1);
    }

    /** @param found the next byte */
    public JsonRejected unexpected(int found, String wanted) {
        return reject(new Problem.Unexpected(wanted, found));
    }

    /** For a reason of the reader's own. */
    public JsonRejected reject(String reason) {
        return reject(new Problem.Unfit(reason));
    }

    JsonRejected reject(Problem problem) {
        return new JsonRejected(problem, place());
    }
}
