package dev.seedbank.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Eight bytes at a time find what one at a time would. */
class ByteScanTest {
    private static final int LENGTH = 20;

    /** Every byte at every place, after bytes that a borrow could pass through. */
    @Test
    void finds_each_special_byte_wherever_it_is() {
        for (int filler : new int[] {' ', 'a', 0x7f, 0x80, 0xff, 0x21, 0x23, 0x5b, 0x5d}) {
            for (int value = 0; value < 256; value++) {
                for (int place = 0; place < LENGTH; place++) {
                    var bytes = filled(filler);
                    bytes[place] = (byte) value;
                    boolean copy = value < ' ' || value == '\\';
                    boolean json = copy || value == '"';
                    assertThat(ByteScan.copySpecial(bytes, 0, LENGTH)).isEqualTo(copy ? place : LENGTH);
                    assertThat(ByteScan.jsonSpecial(bytes, 0, LENGTH)).isEqualTo(json ? place : LENGTH);
                    boolean wide = json || value > 0x7f;
                    int expected = filler > 0x7f && place > 0 ? 0 : wide ? place : filler > 0x7f ? 1 : LENGTH;
                    assertThat(ByteScan.jsonSpecialOrWide(bytes, 0, LENGTH)).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void looks_from_and_to_any_place() {
        var bytes = filled('a');
        bytes[3] = '\n';
        bytes[17] = '\n';
        for (int from = 0; from <= LENGTH; from++) {
            for (int to = from; to <= LENGTH; to++) {
                int expected = from <= 3 && to > 3 ? 3 : from <= 17 && to > 17 ? 17 : to;
                assertThat(ByteScan.jsonSpecial(bytes, from, to)).isEqualTo(expected);
                assertThat(ByteScan.copySpecial(bytes, from, to)).isEqualTo(expected);
            }
        }
    }

    private static byte[] filled(int value) {
        var bytes = new byte[LENGTH];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
