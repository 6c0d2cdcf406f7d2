package dev.seedbank.backend.mongo.bson;

import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.JsonRows;
import dev.seedbank.json.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads JSON documents as BSON bytes: a JSON array of objects, or one object after the other (JSON Lines). Takes plain
 * JSON, Extended JSON v2 in both modes, the common older forms, and what {@link BsonToJson} adds. Strict about JSON itself.
 * docs/formats-mongodb.md says which JSON becomes which type.
 *
 * <p>What cannot be a document gives {@link JsonRejected}; after that the reader is of no more use.
 */
public final class JsonToBson {
    private final JsonInput in;
    private final BsonBuffer out;
    private final SpecialValues special;
    private final JsonRows rows;

    public JsonToBson(InputStream in, BsonBuffer out) {
        this(new JsonInput(in), out);
    }

    /** For values that are in memory: see {@link #value(String)}. */
    public JsonToBson(BsonBuffer out) {
        this(new JsonInput(), out);
    }

    private JsonToBson(JsonInput in, BsonBuffer out) {
        this.in = in;
        this.rows = new JsonRows(in);
        this.out = out;
        this.special = new SpecialValues(this, this.in, out);
    }

    /** Appends the next document to the buffer; false if there is none. {@link IOException}s are the stream's own. */
    public boolean next() throws IOException {
        try {
            return rows.next() && document();
        } catch (JsonRejected e) {
            throw e.reworded(e.reason(), in.place());
        }
    }

    private boolean document() throws IOException {
        out.newDocument();
        int start = out.size();
        if (object(1) != BsonTag.DOCUMENT) {
            out.rewind(start);
            throw new JsonRejected("the object is a single Extended JSON value, not a document");
        }
        return true;
    }

    /**
     * Appends one JSON value without type byte or name.
     *
     * @return its type
     */
    public byte value(String json) {
        in.over(json.getBytes(StandardCharsets.UTF_8));
        try {
            byte type = value(2);
            if (in.space() >= 0) {
                throw new JsonRejected("there is something after the end of the value");
            }
            return type;
        } catch (JsonRejected e) {
            throw e.reworded(e.reason(), in.place());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array in memory has none
        }
    }

    public byte value(int depth) throws IOException {
        return switch (in.space()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            default -> Scalars.plain(JsonStrings.scalar(in), out);
        };
    }

    /** Appends a string value. */
    byte string() throws IOException {
        int start = out.begin();
        JsonStrings.append(in, out, true);
        out.endString(start);
        return BsonTag.STRING;
    }

    private byte array(int depth) throws IOException {
        checkDepth(depth);
        in.expect('[');
        int start = out.begin();
        if (!in.take(']')) {
            int index = 0;
            do {
                int type = out.size();
                out.int8(0);
                out.index(index++);
                out.int8At(type, value(depth + 1));
            } while (in.take(','));
            in.expect(']');
        }
        out.end(start);
        return BsonTag.ARRAY;
    }

    /** Appends a document, or the value that the object stands for. */
    byte object(int depth) throws IOException {
        in.expect('{');
        int start = out.begin();
        if (!in.take('}')) {
            int type = out.size();
            name();
            if (isSpecial(type + 1)) {
                byte found = special.read(specialName(type + 1), start, depth);
                if (found != SpecialValues.NONE) {
                    in.expect('}');
                    return found;
                }
            }
            checkDepth(depth);
            out.int8At(type, value(depth + 1));
            members(depth);
        }
        out.end(start);
        return BsonTag.DOCUMENT;
    }

    /** Appends the document of an object whose names mean nothing but themselves. */
    byte literal(int depth) throws IOException {
        checkDepth(depth);
        in.expect('{');
        int start = out.begin();
        if (!in.take('}')) {
            member(depth);
            members(depth);
        }
        out.end(start);
        return BsonTag.DOCUMENT;
    }

    /** The second member and the further ones, to the closing brace. */
    private void members(int depth) throws IOException {
        while (in.take(',')) {
            member(depth);
        }
        in.expect('}');
    }

    private void member(int depth) throws IOException {
        int type = out.size();
        name();
        out.int8At(type, value(depth + 1));
    }

    /** A place for the type, and the name with its colon. */
    private void name() throws IOException {
        out.int8(0);
        if (in.space() != '"') {
            throw in.unexpected(in.space(), Wanted.NAME);
        }
        JsonStrings.append(in, out, false);
        out.int8(0);
        in.expect(':');
    }

    private boolean isSpecial(int name) {
        return out.array()[name] == '$' && ExtendedJson.isSpecial(specialName(name));
    }

    private String specialName(int name) {
        return new String(out.array(), name, out.size() - 1 - name, StandardCharsets.UTF_8);
    }

    private static void checkDepth(int depth) {
        if (depth > ExtendedJson.MAX_DEPTH) {
            throw new JsonRejected("nested deeper than " + ExtendedJson.MAX_DEPTH + " levels");
        }
    }
}
