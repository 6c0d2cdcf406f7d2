package dev.seedbank.backend.postgres.value;

import dev.seedbank.failure.OperationFailed;
import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.JsonRejected.Problem;
import dev.seedbank.json.Wanted;

/** Says what is wrong with the JSON of a table's rows. */
public final class JsonProblems {
    private JsonProblems() {}

    /** @param label of the table or value, as the user knows it */
    public static OperationFailed of(String label, JsonRejected rejected, String advice) {
        long row = rejected.place().row();
        var where = row == 0 ? label : label + ": row " + row;
        return new OperationFailed(where + ": " + words(rejected), advice, rejected);
    }

    /** Without the place. */
    public static String words(JsonRejected rejected) {
        return switch (rejected.problem()) {
            case Problem.Unexpected it when it.found() < 0 -> "the file ends too early";
            case Problem.Unexpected it
            when it.wanted().equals(Wanted.HEX) -> "not JSON: \\u without four hexadecimal digits";
            case Problem.Unexpected it -> expected(it.wanted(), it.text());
            case Problem.TrailingComma it -> expected(it.wanted(), it.text());
            case Problem.HalfSurrogate it ->
                "a string has half of a surrogate pair (\\u%04x), which is not a character".formatted(it.unit());
            case Problem.ControlCharacter _, Problem.NotUtf8 _ -> "not JSON: " + rejected.getMessage();
            case Problem.TooDeep _, Problem.LongNumber _, Problem.Unfit _ -> String.valueOf(rejected.getMessage());
        };
    }

    private static String expected(String wanted, String found) {
        var words = switch (wanted) {
            case Wanted.ROWS -> "an array of objects, or one object per line";
            case Wanted.ROW -> "'{'";
            case Wanted.AFTER_ROW -> "',' or ']' after the row";
            case Wanted.NOTHING -> "nothing after the array";
            case Wanted.NAME -> "'\"'";
            case Wanted.AFTER_SCALAR -> Wanted.AFTER_MEMBER;
            default -> wanted;
        };
        return "not JSON: expected " + words + ", found " + found;
    }
}
