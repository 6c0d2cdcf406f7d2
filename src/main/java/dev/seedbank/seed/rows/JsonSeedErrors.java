package dev.seedbank.seed.rows;

import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.JsonRejected.Problem;

/**
 * Says what to do about the JSON of a seed file, which people write by hand.
 *
 * @param shown the file as the user knows it
 */
record JsonSeedErrors(String shown) {
    OperationFailed of(JsonRejected rejected) {
        return SeedRefusal.inFile(
                shown, rejected.place().line(), String.valueOf(rejected.getMessage()), advice(rejected.problem()));
    }

    private static String advice(Problem problem) {
        return switch (problem) {
            case Problem.Unexpected it -> unexpected(it.found());
            case Problem.TrailingComma _ -> "Remove the comma.";
            case Problem.LeadingZero _ -> "Write the number without it, or a string in double quotes.";
            case Problem.ControlCharacter _ -> "Write it as \\n, \\t or \\u00…";
            case Problem.NotUtf8 _ -> "Save the file as UTF-8 and run again.";
            case Problem.HalfSurrogate _ -> "Write both halves, or the character itself.";
            case Problem.TooDeep _, Problem.LongNumber _, Problem.Unfit _ -> "Is the file damaged?";
        };
    }

    private static String unexpected(int found) {
        return switch (found) {
            case -1 -> "Is it truncated? Copy it again.";
            case '\'' -> "Write it in double quotes.";
            case '/', '#' -> "Remove it.";
            default -> "A seed file is a JSON array of objects, JSON Lines, or CSV.";
        };
    }
}
