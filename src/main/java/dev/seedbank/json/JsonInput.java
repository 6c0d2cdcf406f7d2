package dev.seedbank.json;

import dev.seedbank.json.JsonRejected.Place;
import dev.seedbank.json.JsonRejected.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The tokens of JSON text, in constant memory; what they mean is the caller's. Strings are checked to be UTF-8. Knows its row
 * and line, both from 1: a line can only end in white space, so counting costs nothing elsewhere.
 */
public final class JsonInput extends ByteWindow {
    /**
     * In bytes. PostgreSQL's {@code numeric} has up to 131,072 digits before the point and 16,383 behind it, and a backup's must
     * be read.
     */
    public static final int MAX_NUMBER = 1 << 20;

    /** Of {@link #afterPlain()}: the string's end. */
    public static final int END = -1;

    /** Of {@link #afterPlain()}: more plain bytes. */
    public static final int MORE = -2;

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

    /** From here on nothing is lost, until {@link #comeBack}. For a row at most: it is all in memory. */
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

    /** Takes the comma that is next; what follows must be what is wanted and not the end. */
    void comma(char end, String wanted) throws IOException {
        at++;
        if (space() == end) {
            throw reject(new Problem.TrailingComma(end, wanted, shown()));
        }
    }

    /** Takes the bytes if they are next, within what is in the window already. They must hold no line's end. */
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
            int found = peek();
            if (found != word.charAt(i)) {
                throw unexpected(found, word);
            }
            at++;
        }
    }

    /** Takes a number, and returns its length: it stands in the window before what is next. */
    public int number() throws IOException {
        int end = digitsEnd(at);
        if (end > at && bytes[at] != '0') { // as most are: whole or with a fraction, and all there
            int point = end;
            if (point < limit && bytes[point] == '.') {
                end = digitsEnd(point + 1);
            }
            if (end < limit && end != point + 1 && isEnd(bytes[end])) {
                int length = end - at;
                at = end;
                return length;
            }
        }
        mark();
        skipNumber();
        return unmark();
    }

    private int digitsEnd(int from) {
        int end = from;
        while (end < limit && isDigit(bytes[end])) {
            end++;
        }
        return end;
    }

    private static boolean isEnd(byte found) {
        return found == ',' || found == '}' || found == ']';
    }

    void skipNumber() throws IOException {
        long start = offset();
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits(start);
        }
        int next = peek();
        if (next == '.') {
            at++;
            digits(start);
            next = peek();
        }
        if ((next | 0x20) == 'e') {
            at++;
            next = peek();
            if (next == '+' || next == '-') {
                at++;
            }
            digits(start);
        }
    }

    private void digits(long start) throws IOException {
        int found = peek();
        if (!isDigit(found)) {
            throw unexpected(found, Wanted.DIGIT);
        }
        do {
            at = digitsEnd(at);
            if (offset() - start > MAX_NUMBER) {
                throw reject(new Problem.LongNumber());
            }
        } while (at == limit && isDigit(peek()));
    }

    private static boolean isDigit(int found) {
        return found >= '0' && found <= '9';
    }

    /** Takes what looks like a number, {@code true}, {@code false} or {@code null}, whether it is one or not; may be empty. */
    public String word() throws IOException {
        long start = offset();
        mark();
        while (isWord(peek())) {
            if (offset() - start == MAX_NUMBER) {
                throw reject(new Problem.LongNumber());
            }
            at++;
        }
        int length = unmark();
        return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
    }

    private static boolean isWord(int next) {
        return isDigit(next)
                || (next >= 'a' && next <= 'z')
                || (next >= 'A' && next <= 'Z')
                || next == '-'
                || next == '+'
                || next == '.';
    }

    /** The string behind an opening quote that was taken, with its closing quote. Short ones: names. */
    public String text() throws IOException {
        scratch.clear();
        int next;
        do {
            int end = plain();
            scratch.write(bytes, at, end - at);
            at = end;
            next = afterPlain();
            if (next >= 0) {
                scratch.character(next);
            }
        } while (next != END);
        return new String(scratch.array(), 0, scratch.size(), StandardCharsets.UTF_8);
    }

    void skipString() throws IOException {
        while (true) {
            at = plain();
            int next = peek();
            if (next == '"') {
                at++;
                return;
            }
            if (next == '\\') {
                at++;
                int escape = peek();
                escapeLetter(escape);
                if (escape == 'u') {
                    hex4();
                }
            } else if (next < ' ') {
                throw notInString(next);
            }
        }
    }

    /**
     * Inside a string, the index behind bytes that stand for themselves: UTF-8 that is whole, up to the window's end at most. They
     * begin at {@link #at}; the caller copies them and goes there.
     */
    public int plain() throws IOException {
        int end = ByteScan.jsonSpecialOrWide(bytes, at, limit);
        return end == limit || bytes[end] >= 0 ? end : plain(end);
    }

    /** @param first byte that is no ASCII */
    private int plain(int first) throws IOException {
        int wide = first;
        while (true) {
            int end = Utf8.plainEnd(bytes, wide, limit);
            if (end < limit && bytes[end] < 0 && !Utf8.isCut(bytes, end, limit)) {
                throw reject(new Problem.NotUtf8());
            }
            if (end > at) {
                return end;
            }
            if (peek(limit - at) < 0) {
                throw unexpected(-1, Wanted.REST_OF_STRING);
            }
            wide = at;
        }
    }

    /**
     * Inside a string, takes what follows plain bytes.
     *
     * @return {@link #END}, {@link #MORE}, or the character that an escape stands for
     */
    public int afterPlain() throws IOException {
        int next = peek();
        if (next == '"') {
            at++;
            return END;
        }
        if (next == '\\') {
            at++;
            return escape();
        }
        if (next < ' ') {
            throw notInString(next);
        }
        return MORE;
    }

    private JsonRejected notInString(int found) {
        return found < 0 ? unexpected(found, Wanted.REST_OF_STRING) : reject(new Problem.ControlCharacter(found));
    }

    private void escapeLetter(int escape) throws IOException {
        if (escape < 0 || "\"\\/bfnrtu".indexOf(escape) < 0) {
            throw unexpected(escape, Wanted.ESCAPE);
        }
        at++;
    }

    private int escape() throws IOException {
        int escape = peek();
        escapeLetter(escape);
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> escape;
        };
    }

    private int unicode() throws IOException {
        int unit = hex4();
        if (!Character.isSurrogate((char) unit)) {
            return unit;
        }
        if (Character.isHighSurrogate((char) unit) && peek(0) == '\\' && peek(1) == 'u') {
            at += 2;
            int low = hex4();
            if (Character.isLowSurrogate((char) low)) {
                return Character.toCodePoint((char) unit, (char) low);
            }
        }
        throw reject(new Problem.HalfSurrogate(unit));
    }

    private int hex4() throws IOException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int found = peek();
            int digit = found < 0x80 ? Character.digit(found, 16) : -1;
            if (digit < 0) {
                throw unexpected(found, Wanted.HEX);
            }
            value = (value << 4) | digit;
            at++;
        }
        return value;
    }

    /** Where the next byte stands. */
    public Place place() {
        return new Place(row, line, offset() - lineStart + 1);
    }

    /** @param found the next byte */
    public JsonRejected unexpected(int found, String wanted) {
        return reject(new Problem.Unexpected(wanted, found, shown()));
    }

    /** For a reason of the reader's own. */
    public JsonRejected reject(String reason) {
        return reject(new Problem.Unfit(reason));
    }

    JsonRejected reject(Problem problem) {
        return new JsonRejected(problem, place());
    }

    private String shown() {
        if (at >= limit) {
            return "the end";
        }
        if (bytes[at] <= ' ' || bytes[at] == 0x7f) {
            return "byte 0x%02x".formatted(bytes[at]);
        }
        int end = Math.min(limit, at + 20);
        var text =
                new String(bytes, at, end - at, StandardCharsets.UTF_8).lines().findFirst();
        return "'" + text.orElse("") + "'";
    }
}
