package dev.seedbank.json;

import static dev.seedbank.json.ByteScan.LONGS;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A byte buffer that is written to a stream whenever it is full, or that grows when it has none. One final class for both,
 * so that the loops of the converters stay free of virtual calls.
 */
public final class ByteSink {
    private static final int SMALL_CHUNK = 1 << 13;
    private static final int CHUNK = 1 << 16;
    /** What is not longer goes as two longs, whatever its length: cheaper than a call of {@code arraycopy}. */
    public static final int SHORT = 2 * Long.BYTES;

    /** A growing buffer that held one huge value gives the memory back. */
    private static final int KEPT = 1 << 20;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream target;
    private final boolean grows;
    private byte[] bytes;
    private int size;

    private ByteSink(OutputStream target, boolean grows) {
        this.target = target;
        this.grows = grows;
        this.bytes = new byte[grows ? 1024 : SMALL_CHUNK];
    }

    /** Hands chunks of up to 64 KiB to {@code target}; what remains, on {@link #flush()}. */
    public static ByteSink to(OutputStream target) {
        return new ByteSink(target, false);
    }

    /** Keeps all until {@link #clear()}. */
    public static ByteSink growing() {
        return new ByteSink(OutputStream.nullOutputStream(), true);
    }

    public void put(int value) throws IOException {
        if (size == bytes.length) {
            makeRoom(1);
        }
        bytes[size++] = (byte) value;
    }

    public void put(int first, int second) throws IOException {
        if (bytes.length - size < 2) {
            makeRoom(2);
        }
        bytes[size] = (byte) first;
        bytes[size + 1] = (byte) second;
        size += 2;
    }

    public void put(int first, int second, int third, int fourth) throws IOException {
        if (bytes.length - size < 4) {
            makeRoom(4);
        }
        bytes[size] = (byte) first;
        bytes[size + 1] = (byte) second;
        bytes[size + 2] = (byte) third;
        bytes[size + 3] = (byte) fourth;
        size += 4;
    }

    /** A character in UTF-8; never half of a surrogate pair. */
    public void character(int c) throws IOException {
        if (bytes.length - size < 4) {
            makeRoom(4);
        }
        size += Utf8.put(c, bytes, size);
    }

    /** ASCII only, and short. */
    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) copies ASCII without an array between
    public void ascii(String text) throws IOException {
        int length = text.length();
        if (length > bytes.length - size) {
            makeRoom(length);
        }
        text.getBytes(0, length, bytes, size);
        size += length;
    }

    /** As decimal digits. */
    public void number(long value) throws IOException {
        ascii(Long.toString(value));
    }

    /** The last {@code count} decimal digits of a value that is not negative, with zeros before it. */
    public void digits(int value, int count) throws IOException {
        if (count > bytes.length - size) {
            makeRoom(count);
        }
        int rest = value;
        for (int at = size + count - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
    }

    /** Two lower-case hexadecimal digits. */
    public void hex(int octet) throws IOException {
        put(HEX[(octet >> 4) & 15], HEX[octet & 15]);
    }

    public void write(byte[] source) throws IOException {
        write(source, 0, source.length);
    }

    public void write(byte[] source, int from, int length) throws IOException {
        if (length <= SHORT && from + SHORT <= source.length && size + SHORT <= bytes.length) {
            LONGS.set(bytes, size, (long) LONGS.get(source, from));
            LONGS.set(bytes, size + Long.BYTES, (long) LONGS.get(source, from + Long.BYTES));
        } else {
            if (length > bytes.length - size) {
                makeRoom(length);
            }
            if (length > bytes.length) {
                target.write(source, from, length);
                return;
            }
            System.arraycopy(source, from, bytes, size, length);
        }
        size += length;
    }

    public void write(ByteSink other, int from, int to) throws IOException {
        write(other.bytes, from, to - from);
    }

    public void flush() throws IOException {
        target.write(bytes, 0, size);
        size = 0;
    }

    public void clear() {
        size = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[1024];
        }
    }

    public int size() {
        return size;
    }

    /** The growing buffer itself, valid up to {@link #size()} and until the next write. */
    public byte[] array() {
        return bytes;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** A buffer with a target is empty afterwards or has room, unless {@code length} is more than a chunk. */
    private void makeRoom(int length) throws IOException {
        if (grows) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, length), (int) Math.min(2L * size, 1 << 30)));
        } else if (size + (long) length <= CHUNK) {
            bytes = Arrays.copyOf(bytes, CHUNK);
        } else {
            flush();
        }
    }
}
