package dev.seedbank.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes through a window that moves over a stream. It grows only where a reader must look ahead, or marks bytes without a {@link
 * Pieces taker}. The fields are public for loops over the bytes: a call for each would be too much.
 */
public class ByteWindow {
    private static final int SMALL = 1 << 13;
    private static final int LARGE = 1 << 16;
    private static final int NONE = -1;

    private final InputStream in;
    /** Valid from {@link #at} up to {@link #limit}; all three change with every call that may read on. */
    public byte[] bytes = new byte[SMALL];

    public int at;
    public int limit;
    /** Whether what is in the window is all there is. */
    private boolean all;

    /** Where in the stream the window begins. */
    private long base;

    private int mark = NONE;
    private @Nullable Pieces pieces;

    /** Takes what is marked when the window moves on, and the rest at its end. */
    public interface Pieces {
        void piece(byte[] bytes, int from, int to) throws IOException;
    }

    public ByteWindow(InputStream in) {
        this.in = in;
    }

    final void overAll(byte[] text) {
        bytes = text;
        at = 0;
        limit = text.length;
        all = true;
        base = 0;
        mark = NONE;
    }

    /** How many bytes of the stream were taken. */
    public final long offset() {
        return base + at;
    }

    /** The next byte without taking it; -1 at the end. */
    public final int peek() throws IOException {
        return at < limit || refill() ? bytes[at] & 0xff : -1;
    }

    /** The byte at a distance from the next, -1 past the end. For looking ahead: the window grows to hold it. */
    public final int peek(int distance) throws IOException {
        while (limit - at <= distance) {
            if (!extend()) {
                return -1;
            }
        }
        return bytes[at + distance] & 0xff;
    }

    /** From here on, bytes stay in the window until {@link #unmark()}. */
    final void mark() {
        mark = at;
        pieces = null;
    }

    /** From here on, bytes go to {@code taker}, until {@link #unmark()}. */
    final void mark(Pieces taker) {
        mark = at;
        pieces = taker;
    }

    /** Ends the mark, and returns the number of bytes since then: they are those right before the next one. */
    final int unmark() throws IOException {
        int from = mark;
        mark = NONE;
        if (pieces != null) {
            pieces.piece(bytes, from, at);
        }
        return at - from;
    }

    /** Moves on when the window is used up; false at the end of the stream. */
    private boolean refill() throws IOException {
        if (all) {
            return false;
        }
        if (mark == NONE && limit == bytes.length && limit < LARGE) {
            base += limit;
            limit = at = 0;
            bytes = new byte[LARGE];
        }
        return extend();
    }

    private boolean extend() throws IOException {
        if (all) {
            return false;
        }
        int from = at;
        if (mark != NONE) {
            if (pieces != null) {
                pieces.piece(bytes, mark, at);
                mark = at;
            }
            from = mark;
            mark = 0;
        }
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, limit - from);
            base += from;
            limit -= from;
            at -= from;
        }
        if (limit == bytes.length) {
            // What is known to come is asked for at once: doubling would take twice the memory of a huge value.
            bytes = Arrays.copyOf(bytes, Math.max(limit + limit / 2, limit + in.available()));
        }
        int read = in.read(bytes, limit, bytes.length - limit);
        limit += Math.max(read, 0);
        return read > 0;
    }
}
