package dev.seedbank.backend.mongo.bson;

import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonRejected;
import java.io.IOException;

/** Reads regular expressions: two texts that end with a zero each, the pattern and the options. */
final class RegexValues {
    private final JsonInput in;
    private final BsonBuffer out;

    RegexValues(JsonInput in, BsonBuffer out) {
        this.in = in;
        this.out = out;
    }

    /** {@code {"pattern": …, "options": …}} in either order. */
    byte standard() throws IOException {
        in.expect('{');
        var name = JsonStrings.text(in);
        in.expect(':');
        if (name.equals("pattern")) {
            patternText();
            in.expect(',');
            JsonStrings.expectName(in, "options");
            patternText();
        } else if (name.equals("options")) {
            var options = JsonStrings.text(in);
            in.expect(',');
            JsonStrings.expectName(in, "pattern");
            patternText();
            out.name(options);
        } else {
            throw new JsonRejected("needs pattern and options");
        }
        in.expect('}');
        return BsonTag.REGEX;
    }

    /** {@code "pattern", "$options": …}, the second part or not. */
    byte legacy() throws IOException {
        patternText();
        if (in.take(',')) {
            JsonStrings.expectName(in, "$options");
            patternText();
        } else {
            out.int8(0);
        }
        return BsonTag.REGEX;
    }

    private void patternText() throws IOException {
        JsonStrings.append(in, out, false);
        out.int8(0);
    }
}
