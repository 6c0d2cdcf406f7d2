package dev.seedbank.seed.rows;

import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.JsonRejected.Problem;

/**
 * Says what is wrong with the JSON of a seed file, which people write by hand.
 *
 * @param shown the file as the user knows it
 */
record JsonSeedErrors(String shown) {
    OperationFailed of(JsonRejected rejected) {
        long line = rejected.place().line();
        return switch (rejected.problem()) {
            case Problem.Unexpected it -> unexpected(line, it);
            case Problem.ControlCharacter _ ->
                SeedRefusal.inFile(
                        shown,
                        line,
                        "a string holds a control character or does not end on its line",
                        "Write it as \\n, \\t or \\u00…");
            case Problem it -> SeedRefusal.inFile(shown, line, String.valueOf(rejected.getMessage()), advice(it));
        };
    }

    private static String advice(Problem problem) {
        return switch (problem) {
            case Problem.TrailingComma _ -> "Remove the comma.";
            case Problem.NotUtf8 _ -> "Save the file as UTF-8 and run again.";
            case Problem.HalfSurrogate _ -> "Write both halves, or the character itself.";
            default -> "Is the file damaged?";
        };
    }

    private OperationFailed unexpected(long line, Problem.Unexpected it) {
        return switch (it.found()) {
            case -1 ->
                SeedRefusal.inFile(
                        shown,
                        line,
                        "the file ends where %s should be".formatted(it.wanted()),
                        "Is it truncated? Copy it again.");
            case '\'' -> SeedRefusal.inFile(shown, line, "a string in single quotes", "Write it in double quotes.");
            case '/', '#' -> SeedRefusal.inFile(shown, line, "a comment, which JSON does not allow", "Remove it.");
            default ->
                SeedRefusal.inFile(
                        shown,
                        line,
                        "expected %s, found %s".formatted(it.wanted(), name(it.found())),
                        "A seed file is a JSON array of objects, JSON Lines, or CSV.");
        };
    }

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
