package dev.seedbank.backend.mongo.bson;

import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.StringTokens;
import dev.seedbank.json.Wanted;
import java.io.IOException;

/** The texts of JSON: strings as BSON has them, and the short parts of Extended JSON's values. */
final class JsonStrings {
    private JsonStrings() {}

    /** A string's characters as UTF-8, appended to {@code out}, without quotes. */
    static void append(JsonInput in, BsonBuffer out, boolean zeroAllowed) throws IOException {
        in.expect('"');
        int next;
        do {
            int end = StringTokens.plain(in);
            out.bytes(in.bytes, in.at, end);
            in.at = end;
            next = StringTokens.afterPlain(in);
            if (next == 0 && !zeroAllowed) {
                throw in.reject("a field name or pattern holds the character \\u0000");
            }
            if (next >= 0) {
                out.character(next);
            }
        } while (next != StringTokens.END);
    }

    /** A short string, or a scalar as it stands. */
    static String text(JsonInput in) throws IOException {
        if (in.take('"')) {
            return in.text();
        }
        return scalar(in);
    }

    /** A number, {@code true}, {@code false} or {@code null} as it stands. */
    static String scalar(JsonInput in) throws IOException {
        int first = in.space();
        var word = in.word();
        if (word.isEmpty()) {
            throw in.unexpected(first, Wanted.VALUE);
        }
        return word;
    }

    /** A name that must be {@code name}, and its colon. */
    static void expectName(JsonInput in, String name) throws IOException {
        var found = text(in);
        if (!found.equals(name)) {
            throw new JsonRejected("expected " + name + ", found '" + Scalars.shortened(found) + "'");
        }
        in.expect(':');
    }
}
