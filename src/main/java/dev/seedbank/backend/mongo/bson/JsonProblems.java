package dev.seedbank.backend.mongo.bson;

import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.JsonRejected.Problem;
import dev.seedbank.json.Wanted;

/** Says why JSON cannot become a document. The caller adds the file and the row. */
final class JsonProblems {
    private JsonProblems() {}

    static String words(JsonRejected rejected) {
        return switch (rejected.problem()) {
            case Problem.Unexpected it when it.found() < 0 -> "the JSON ends too early";
            case Problem.Unexpected it ->
                switch (it.wanted()) {
                    case Wanted.ROWS, Wanted.ROW -> "not an object";
                    case Wanted.NOTHING -> "there is something after the end of the array";
                    case Wanted.ESCAPE -> "a string holds an unknown escape";
                    case Wanted.HEX -> "a \\u escape needs four hexadecimal digits";
                    case Wanted.NAME -> expected("a field name in double quotes", it.found());
                    case Wanted.AFTER_ROW -> expected("','", it.found());
                    default -> expected(it.wanted(), it.found());
                };
            case Problem.TrailingComma _ -> "a comma before the end of the array";
            case Problem.ControlCharacter _ -> "a control character in a string is not escaped";
            case Problem.HalfSurrogate _ -> "a string holds half a surrogate pair";
            case Problem.NotUtf8 _ -> "a string is not UTF-8";
            case Problem.TooDeep _, Problem.LongNumber _, Problem.Unfit _ -> String.valueOf(rejected.getMessage());
        };
    }

    private static String expected(String wanted, int found) {
        var shown = found > 0x20 && found < 0x7F ? "'" + (char) found + "'" : "byte %02X".formatted(found);
        return "not JSON: expected " + wanted + ", found " + shown;
    }
}
