package dev.seedbank.backend.postgres.value;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes through a window that moves over a stream, and grows only where somebody must look ahead. */
public class ByteWindow {
    private static final int SMALL = 1 << 13;
    private static final int LARGE = 1 << 16;

    private final InputStream in;
    public byte[] bytes = new byte[SMALL];
    public int at;
    public int limit;
    /** Whether what is in the window is all there is. */
    private boolean all;

    public ByteWindow(InputStream in) {
        this.in = in;
    }

    /** From now on reads these bytes, to their end. */
    public final void over(byte[] text) {
        bytes = text;
        at = 0;
        limit = text.length;
        all = true;
    }

    /** The next byte without taking it; -1 at the end. */
    public final int peek() throws IOException {
        return at < limit || refill() ? bytes[at] & 0xff : -1;
    }

    /** The byte at a distance from the next, -1 behind the end. For looking ahead: the window grows to hold it. */
    public final int peek(int distance) throws IOException {
        while (limit - at <= distance) {
            if (!extend()) {
                return -1;
            }
        }
        return bytes[at + distance] & 0xff;
    }

    /** Moves on when the window is used up; false at the end of the stream. */
    private boolean refill() throws IOException {
        if (all) {
            return false;
        }
        if (limit == bytes.length && limit < LARGE) {
            bytes = new byte[LARGE];
        }
        limit = at = 0;
        return extend();
    }

    private boolean extend() throws IOException {
        if (all) {
            return false;
        }
        if (at > 0) {
            System.arraycopy(bytes, at, bytes, 0, limit - at);
            limit -= at;
            at = 0;
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
