package dev.seedbank.init;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of a dump without the fields whose names look sensitive.
 *
 * @param text one JSON object, its values exactly as they were
 * @param fields how many it has
 * @param cut whether any was left out
 */
record ExampleRow(String text, int fields, boolean cut) {
    private static final JsonFactory JSON = new JsonFactory();

    /** @param row one JSON object; a field goes, too, when one inside its value looks sensitive */
    static ExampleRow of(String row) throws IOException {
        List<String> kept = new ArrayList<>();
        boolean cut = false;
        try (var parser = JSON.createParser(row)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                int begin = (int) parser.currentTokenLocation().getCharOffset();
                boolean sensitive = SensitiveNames.contain(name);
                int depth = 0;
                do {
                    var token = parser.nextToken();
                    depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                    sensitive |= token == JsonToken.FIELD_NAME && SensitiveNames.contain(parser.currentName());
                } while (depth > 0);
                parser.finishToken();
                if (sensitive) {
                    cut = true;
                } else {
                    kept.add(row.substring(begin, (int) parser.currentLocation().getCharOffset()));
                }
            }
        }
        return new ExampleRow("{" + String.join(", ", kept) + "}", kept.size(), cut);
    }
}
