package dev.seedbank.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ManifestChecksumTest {
    private static final String END = "\"checksum\" : \"" + ManifestChecksum.ZEROS + "\"\n}";

    @Test
    void is_that_of_the_text_with_zeros_in_its_place_however_it_was_written() throws IOException {
        var random = new Random(3);
        for (int length : new int[] {0, 1, 150, 175, 176, 177, 300, 10_000}) {
            var text = "{" + "é\n".repeat(length) + END;
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            var written = written(bytes, random);
            var expected = text.replace(ManifestChecksum.ZEROS, Checksum.of(bytes));
            assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(expected);
            assertThat(matches(written)).isTrue();
        }
    }

    @Test
    void a_changed_bit_anywhere_or_a_cut_is_found() throws IOException {
        var written = written(("{\"rows\" : 12, " + END).getBytes(StandardCharsets.UTF_8), new Random(4));
        for (int bit = 0; bit < written.length * 8; bit++) {
            var changed = written.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(matches(changed)).as("bit %d", bit).isFalse();
        }
        for (int length = 0; length < written.length; length++) {
            assertThat(matches(java.util.Arrays.copyOf(written, length))).isFalse();
        }
    }

    private static byte[] written(byte[] text, Random random) throws IOException {
        var target = new ByteArrayOutputStream();
        var out = new ManifestChecksum.Output(target);
        for (int at = 0; at < text.length; ) {
            int part = Math.min(text.length - at, 1 + random.nextInt(400));
            out.write(text, at, part);
            at += part;
        }
        out.finish();
        return target.toByteArray();
    }

    private static boolean matches(byte[] text) throws IOException {
        return ManifestChecksum.matches(
                offset -> new ByteArrayInputStream(text, (int) offset, text.length - (int) offset), text.length);
    }
}
