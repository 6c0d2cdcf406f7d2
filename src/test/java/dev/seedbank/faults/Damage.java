package dev.seedbank.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;

/** What may befall a file. */
enum Damage {
    TRUNCATED(bytes -> Arrays.copyOf(bytes, bytes.length * 2 / 3)),
    WITHOUT_ITS_LAST_BYTE(bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
    EMPTY(bytes -> new byte[0]),
    LONGER(bytes -> Arrays.copyOf(bytes, bytes.length + 3)),
    ONE_BIT_FLIPPED(bytes -> {
        var copy = bytes.clone();
        copy[new Random(20260128).nextInt(copy.length)] ^= 4;
        return copy;
    }),
    TWO_LINES_CHANGED_PLACES(bytes -> {
        var lines = new String(bytes, UTF_8).split("\n", -1);
        var line = lines[1];
        lines[1] = lines[2];
        lines[2] = line;
        return String.join("\n", lines).getBytes(UTF_8);
    }),
    ANOTHER_FILE(bytes -> "%PDF-1.7 \0 not a backup".getBytes(ISO_8859_1));

    @SuppressWarnings("ImmutableEnumChecker") // each is a lambda that holds nothing
    private final UnaryOperator<byte[]> change;

    Damage(UnaryOperator<byte[]> change) {
        this.change = change;
    }

    byte[] to(byte[] bytes) {
        return change.apply(bytes);
    }
}
