package dev.seedbank.backend.mongo.bson;

import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * BSON under construction: a growing array that is used again and again. Positions are absolute, lengths are put in when
 * they are known. One document may not pass {@link ExtendedJson#MAX_DOCUMENT}, which also bounds the memory that any input
 * can take.
 */
public final class BsonBuffer {
    /** In bytes. From here on an array is too much to be left to the collector's own time. */
    public static final int LARGE = 4 << 20;

    /** What a value's text may take beyond the limit while it is read: its name, its parts' names. */
    private static final int SPARE = 1 << 10;

    private byte[] bytes = new byte[1 << 16];
    private int size;
    private int limit = ExtendedJson.MAX_DOCUMENT;

    public byte[] array() {
        return bytes;
    }

    public int size() {
        return size;
    }

    /** Goes on with another array, empty. */
    public void swap(byte[] other) {
        bytes = other;
        clear();
    }

    public void clear() {
        size = 0;
        limit = ExtendedJson.MAX_DOCUMENT;
    }

    /** Forgets what was written from {@code position} on. */
    public void rewind(int position) {
        size = position;
    }

    /** From here on a document of its own: it may become as large as documents may be. */
    public void newDocument() {
        limit = size + ExtendedJson.MAX_DOCUMENT;
    }

    public void int8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    public void int32(int value) {
        room(4);
        size += 4;
        int32At(size - 4, value);
    }

    public void int64(long value) {
        int32((int) value);
        int32((int) (value >> 32));
    }

    void int32At(int position, int value) {
        bytes[position] = (byte) value;
        bytes[position + 1] = (byte) (value >> 8);
        bytes[position + 2] = (byte) (value >> 16);
        bytes[position + 3] = (byte) (value >> 24);
    }

    public void int8At(int position, int value) {
        bytes[position] = (byte) value;
    }

    public void bytes(byte[] source, int from, int to) {
        room(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
    }

    /** A character as UTF-8. */
    void character(int c) {
        room(4);
        size += Utf8.put(c, bytes, size);
    }

    /** A name: text, then zero. */
    public void name(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        for (byte next : utf8) {
            if (next == 0) {
                throw new JsonRejected("a field name holds the character \\u0000");
            }
        }
        bytes(utf8, 0, utf8.length);
        int8(0);
    }

    /** An array's key and its zero. */
    void index(int index) {
        if (index < 10) {
            int8('0' + index);
        } else {
            for (byte digit : Integer.toString(index).getBytes(StandardCharsets.US_ASCII)) {
                int8(digit);
            }
        }
        int8(0);
    }

    /** A BSON string: length, text, zero. */
    public void string(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        int32(utf8.length + 1);
        bytes(utf8, 0, utf8.length);
        int8(0);
    }

    /** Leaves room for a length and says where. */
    public int begin() {
        int32(0);
        return size - 4;
    }

    /** Ends a document that began at {@code start}. */
    public void end(int start) {
        int8(0);
        if (size > limit) {
            throw tooLarge();
        }
        int32At(start, size - start);
    }

    /** Ends a string whose length stands at {@code start}. */
    void endString(int start) {
        int8(0);
        int32At(start, size - start - 4);
    }

    private void room(int length) {
        int needed = size + length;
        if (needed > limit + SPARE) {
            throw tooLarge();
        }
        if (needed > bytes.length) {
            if (needed > LARGE) {
                System.gc(); // arrays that it or another buffer has outgrown
            }
            bytes = Arrays.copyOf(bytes, Math.min(Math.max(bytes.length * 2, needed), Math.max(limit, needed) + SPARE));
        }
    }

    private static JsonRejected tooLarge() {
        return new JsonRejected("the document is larger than 16 MiB, MongoDB's limit");
    }
}
