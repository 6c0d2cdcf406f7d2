package dev.seedbank.json;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Thrown for JSON that is refused; says where and why. The message is the reason, without the place; the code that catches it
 * knows the file and what to do.
 */
public final class JsonRejected extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Place place;
    private final String field;

    /**
     * Where the text was refused.
     *
     * @param row from 1; 0 before the first or where there are no rows
     * @param line from 1; 0 where it is not known
     * @param column from 1, in bytes; 0 where it is not known
     */
    public record Place(long row, long line, long column) {
        static final Place UNKNOWN = new Place(0, 0, 0);
    }

    /** What is wrong. */
    public sealed interface Problem {
        /**
         * Something else was found.
         *
         * @param wanted as a noun with its article, one of {@link Wanted} or the reader's own
         * @param found the byte; -1 for the end of the text
         */
        record Unexpected(String wanted, int found) implements Problem {}

        /**
         * Nothing follows a comma.
         *
         * @param end the bracket after it, {@code ]} or <code>}</code>
         */
        record TrailingComma(char end) implements Problem {}

        /** Of a number, such as {@code 01}. */
        record LeadingZero() implements Problem {}

        /** In a string, where it must be escaped. */
        record ControlCharacter(int value) implements Problem {}

        /** Half of a surrogate pair as an escape: no character. */
        record HalfSurrogate(int unit) implements Problem {}

        record NotUtf8() implements Problem {}

        /** Deeper than {@link JsonScanner#MAX_DEPTH}. */
        record TooDeep() implements Problem {}

        /** Longer than {@link NumberTokens#MAX_LENGTH}. */
        record LongNumber() implements Problem {}

        /** Valid JSON, but not what its reader can use. */
        record Unfit(String reason) implements Problem {}
    }

    JsonRejected(Problem problem, Place place) {
        this(problem, place, "", null);
    }

    private JsonRejected(Problem problem, Place place, String field, @Nullable Throwable cause) {
        super(words(problem), cause);
        this.problem = problem;
        this.place = place;
        this.field = field;
    }

    /** What its reader cannot use; the place is not known yet: see {@link #reworded}. */
    public JsonRejected(String reason) {
        this(new Problem.Unfit(reason), Place.UNKNOWN);
    }

    public JsonRejected(String reason, Throwable cause) {
        this(new Problem.Unfit(reason), Place.UNKNOWN, "", cause);
    }

    public Problem problem() {
        return problem;
    }

    public Place place() {
        return place;
    }

    /** The row's field that it is about; empty where nobody said. */
    public String field() {
        return field;
    }

    /** The same, in this field of the row. */
    public JsonRejected inField(String name) {
        return new JsonRejected(problem, place, name, this);
    }

    /** The message, which says first that the text is no JSON where that is so. */
    public String reason() {
        return switch (problem) {
            case Problem.TooDeep _, Problem.LongNumber _, Problem.Unfit _ -> words(problem);
            default -> "not JSON: " + words(problem);
        };
    }

    /** The same problem with another message, at its place; at {@code known} if it has none. */
    public JsonRejected reworded(String reason, Place known) {
        return new JsonRejected(new Problem.Unfit(reason), place.equals(Place.UNKNOWN) ? known : place, field, this);
    }

    private static String words(Problem problem) {
        return switch (problem) {
            case Problem.Unexpected it -> unexpected(it.wanted(), it.found());
            case Problem.TrailingComma it -> "a comma before the closing '%c'".formatted(it.end());
            case Problem.LeadingZero _ -> "a number has a zero in front";
            case Problem.ControlCharacter _ -> "a string holds a control character or does not end on its line";
            case Problem.HalfSurrogate it -> "a string holds half a surrogate pair (\\u%04x)".formatted(it.unit());
            case Problem.NotUtf8 _ -> "the text is not UTF-8";
            case Problem.TooDeep _ -> "values are nested more than %d deep".formatted(JsonScanner.MAX_DEPTH);
            case Problem.LongNumber _ -> "a number has too many digits";
            case Problem.Unfit it -> it.reason();
        };
    }

    private static String unexpected(String wanted, int found) {
        return switch (found) {
            case -1 -> "the text ends where %s should be".formatted(wanted);
            case '\'' -> "a string in single quotes";
            case '/', '#' -> "a comment, which JSON does not allow";
            default -> "expected %s, found %s".formatted(wanted, name(found));
        };
    }

    /** Tells nothing of what follows: it may be a secret. */
    private static String name(int octet) {
        return switch (octet) {
            case '{' -> "an object";
            case '[' -> "an array";
            case '"' -> "a string";
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
            default -> octet > ' ' && octet < 0x7F ? "'" + (char) octet + "'" : "the byte 0x%02X".formatted(octet);
        };
    }
}
