package dev.seedbank.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is UTF-8 to the JDK is to us, and nothing else, wherever it stands among other characters. */
class Utf8Test {
    private static final int[] SECOND = {0x00, 'a', 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xe2, 0xff};
    private static final List<String> AROUND =
            List.of("", "a", "abcdefgh", "é", "Привет, мир!", "a日本語", "กขค", "😀😀😀😀");

    /** Every first byte before bytes from each side of each boundary. */
    @Test
    void knows_each_sequence() {
        for (int first = 0; first < 256; first++) {
            for (int second : SECOND) {
                for (int third : SECOND) {
                    for (int fourth : SECOND) {
                        check(new byte[] {(byte) first, (byte) second, (byte) third, (byte) fourth}, 0, 4);
                        check(
                                new byte[] {'a', (byte) first, (byte) second, (byte) third, (byte) fourth, 'b', 'c', 'd'
                                },
                                0,
                                8);
                    }
                }
            }
        }
    }

    @Test
    void knows_them_at_any_place_between_any_others() {
        var random = new Random(1);
        for (int run = 0; run < 200_000; run++) {
            var bytes = new ByteArrayOutputStream();
            for (int piece = random.nextInt(6); piece >= 0; piece--) {
                bytes.writeBytes(AROUND.get(random.nextInt(AROUND.size())).getBytes(UTF_8));
            }
            var text = bytes.toByteArray();
            for (int damage = random.nextInt(3); damage > 0 && text.length > 0; damage--) {
                int value = random.nextBoolean() ? random.nextInt(256) : SECOND[random.nextInt(SECOND.length)];
                text[random.nextInt(text.length)] = (byte) value;
            }
            int from = random.nextInt(text.length + 1);
            check(text, from, from + random.nextInt(text.length - from + 1));
        }
    }

    private static void check(byte[] bytes, int from, int to) {
        var text = ByteBuffer.wrap(bytes, from, to - from);
        UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(text, CharBuffer.allocate(bytes.length), false);
        int end = text.position();
        int special = ByteScan.jsonSpecial(bytes, from, to);
        if (Utf8.isValid(bytes, from, to) != (end == to) || Utf8.plainEnd(bytes, from, to) != Math.min(end, special)) {
            throw new AssertionError("%s from %d to %d: valid up to %d, special at %d, seen %d"
                    .formatted(Arrays.toString(bytes), from, to, end, special, Utf8.plainEnd(bytes, from, to)));
        }
    }
}
