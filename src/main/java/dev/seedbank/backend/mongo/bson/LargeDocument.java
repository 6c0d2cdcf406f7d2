package dev.seedbank.backend.mongo.bson;

import dev.seedbank.json.ByteSink;
import dev.seedbank.json.JsonText;
import dev.seedbank.json.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bson.io.BsonInput;
import org.bson.io.BsonInputMark;
import org.jspecify.annotations.Nullable;

/**
 * Writes a document straight from the driver's answer, so that a large one is not in the memory twice. Small values are copied
 * one by one for {@link BsonToJson}, large strings and binary data in pieces. A large value that is rare or damaged is copied
 * in full: how those are written is decided in one place only.
 */
public final class LargeDocument {
    /** A multiple of 3, so that Base64 has no padding between pieces. */
    private static final int PIECE = 3 << 14;

    private final BsonInput in;
    private final BsonInputMark start;
    private final int base;
    private final BsonToJson json;
    private final ByteSink out;
    private final byte[] piece = new byte[PIECE];

    /** A value and its name, whose bytes are at the beginning of {@link #piece} until the next is read. */
    private record Element(byte type, int nameLength, int at, int end) {}

    /** @param in stands at the first byte of the document, and somewhere in it afterwards */
    LargeDocument(BsonInput in, BsonToJson json, ByteSink out) {
        this.in = in;
        this.start = in.getMark(Integer.MAX_VALUE);
        this.base = in.getPosition();
        this.json = json;
        this.out = out;
    }

    /** The length of the document that comes next, which stays to be read. */
    static int length(BsonInput in) {
        var start = in.getMark(4);
        int length = in.readInt32();
        start.reset();
        return length;
    }

    public static byte[] copy(BsonInput in) {
        var bytes = new byte[length(in)];
        in.readBytes(bytes);
        return bytes;
    }

    void write() throws IOException {
        container(new Element(BsonTag.DOCUMENT, 0, base, base + int32(base)), 1);
    }

    private void container(Element container, int depth) throws IOException {
        boolean named = container.type() == BsonTag.DOCUMENT;
        if (depth > ExtendedJson.MAX_DEPTH || !isPlain(container)) {
            copied(container, depth - 1);
        } else if (named && looksSpecial(container)) {
            out.ascii("{\"$literal\":");
            members(container, depth, true);
            out.put('}');
        } else {
            members(container, depth, named);
        }
    }

    /** Whether JSON can hold its names, and no length in it is wrong. */
    private boolean isPlain(Element container) {
        int last = container.end() - 1;
        int at = container.at() + 4;
        for (int index = 0; at < last; index++) {
            var element = element(at, last);
            if (element == null || !isPlainName(container, element.nameLength(), index)) {
                return false;
            }
            at = element.end();
        }
        return at == last && int8(last) == 0;
    }

    private boolean isPlainName(Element container, int length, int index) {
        return container.type() == BsonTag.ARRAY
                ? BsonShape.isIndex(piece, 0, length, index)
                : Utf8.isValid(piece, 0, length);
    }

    private boolean looksSpecial(Element document) {
        var first = element(document.at() + 4, document.end() - 1);
        return first != null
                && ExtendedJson.isSpecial(new String(piece, 0, first.nameLength(), StandardCharsets.UTF_8));
    }

    private void members(Element container, int depth, boolean named) throws IOException {
        out.put(named ? '{' : '[');
        int last = container.end() - 1;
        for (int at = container.at() + 4; at < last; ) {
            var element = element(at, last);
            if (element == null) {
                throw new IllegalArgumentException("a document changed while it was read");
            }
            if (at != container.at() + 4) {
                out.put(',');
            }
            if (named) {
                JsonText.string(piece, 0, element.nameLength(), out);
                out.put(':');
            }
            value(element, depth);
            at = element.end();
        }
        out.put(named ? '}' : ']');
    }

    private void value(Element value, int depth) throws IOException {
        boolean small = value.end() - value.at() <= PIECE;
        switch (small ? BsonTag.NULL : value.type()) {
            case BsonTag.DOCUMENT, BsonTag.ARRAY -> container(value, depth + 1);
            case BsonTag.STRING -> string(value, depth);
            case BsonTag.BINARY -> binary(value, depth);
            default -> copied(value, depth);
        }
    }

    /** @param depth of what it stands in */
    private void copied(Element value, int depth) throws IOException {
        int length = value.end() - value.at();
        var bytes = length <= PIECE ? piece : new byte[length];
        seek(value.at());
        in.readBytes(bytes, 0, length);
        json.value(bytes, value.type(), 0, depth);
    }

    private void string(Element string, int depth) throws IOException {
        int from = string.at() + 4;
        int zero = string.end() - 1;
        if (int8(zero) != 0 || !isUtf8(from, zero)) {
            copied(string, depth);
            return;
        }
        out.put('"');
        for (int at = from; at < zero; at += PIECE) {
            JsonText.escaped(piece, 0, read(at, zero), out);
        }
        out.put('"');
    }

    /** A sequence that a piece cuts is left to the next. */
    private boolean isUtf8(int from, int to) {
        int at = from;
        while (at < to) {
            int length = read(at, to);
            int complete = at + length == to ? length : complete(length);
            if (complete == 0 || !Utf8.isValid(piece, 0, complete)) {
                return false;
            }
            at += complete;
        }
        return true;
    }

    private int complete(int length) {
        int lead = length - 1;
        while (lead > length - 4 && (piece[lead] & 0xC0) == 0x80) {
            lead--;
        }
        return lead + Utf8.length(piece[lead] & 0xFF) > length ? lead : length;
    }

    private void binary(Element binary, int depth) throws IOException {
        int subtype = int8(binary.at() + 4) & 0xFF;
        if (subtype == BsonTag.OLD_BINARY) {
            copied(binary, depth);
            return;
        }
        json.beforeBinary();
        for (int at = binary.at() + 5; at < binary.end(); at += PIECE) {
            Base64Text.write(piece, 0, read(at, binary.end()), out);
        }
        json.afterBinary(subtype);
    }

    /** Fills {@link #piece}, at most up to {@code to}. */
    private int read(int at, int to) {
        int length = Math.min(PIECE, to - at);
        seek(at);
        in.readBytes(piece, 0, length);
        return length;
    }

    /** @return null if it runs past {@code last}, or its name is longer than a piece */
    private @Nullable Element element(int at, int last) {
        seek(at);
        byte type = in.readByte();
        int most = Math.min(PIECE, last - at - 1);
        for (int length = 0; length < most; length++) {
            piece[length] = in.readByte();
            if (piece[length] == 0) {
                int value = at + length + 2;
                long end = value + valueLength(type, value, last);
                return end > last ? null : new Element(type, length, value, (int) end);
            }
        }
        return null;
    }

    /** More than there is of what is unknown or damaged. */
    private long valueLength(byte type, int at, int last) {
        return switch (type) {
            case BsonTag.UNDEFINED, BsonTag.NULL, BsonTag.MAX_KEY, BsonTag.MIN_KEY -> 0;
            case BsonTag.BOOLEAN -> 1;
            case BsonTag.INT32 -> 4;
            case BsonTag.DOUBLE, BsonTag.DATE, BsonTag.TIMESTAMP, BsonTag.INT64 -> 8;
            case BsonTag.OBJECT_ID -> 12;
            case BsonTag.DECIMAL128 -> 16;
            case BsonTag.STRING, BsonTag.CODE, BsonTag.SYMBOL -> 4 + length(at, last, 1);
            case BsonTag.DB_POINTER -> 16 + length(at, last, 1);
            case BsonTag.BINARY -> 5 + length(at, last, 0);
            case BsonTag.DOCUMENT, BsonTag.ARRAY -> length(at, last, 5);
            case BsonTag.CODE_WITH_SCOPE -> length(at, last, 14);
            case BsonTag.REGEX -> regexLength(at, last);
            default -> Integer.MAX_VALUE;
        };
    }

    private long length(int at, int last, int least) {
        int length = last - at < 4 ? -1 : int32(at);
        return length < least ? Integer.MAX_VALUE : length;
    }

    private long regexLength(int at, int last) {
        seek(at);
        int zeros = 0;
        for (int next = at; next < last; next++) {
            if (in.readByte() == 0 && ++zeros == 2) {
                return next + 1L - at;
            }
        }
        return Integer.MAX_VALUE;
    }

    private byte int8(int at) {
        seek(at);
        return in.readByte();
    }

    private int int32(int at) {
        seek(at);
        return in.readInt32();
    }

    private void seek(int at) {
        start.reset();
        in.skip(at - base);
    }
}
