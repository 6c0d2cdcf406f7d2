package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.json.ByteSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which columns the rows of a seed file have and which they say themselves, as the masks {@code absent} and {@code untold} of
 * {@link StagedRows}: a bit for each stored column of the target, set where not. Most files have rows of one shape only, and
 * then there are no masks at all.
 */
final class RowShape {
    private static final char ABSENT = 'a';
    private static final char MADE = 'm';
    private static final char TOLD = 't';
    private static final byte[] NONE = "\t\\N\t\\N".getBytes(StandardCharsets.US_ASCII);

    private final char[] ofRow;
    private final char[] ofFirst;
    private boolean begun;
    private boolean asFirst = true;
    private boolean uniform = true;

    /** @param width how many stored columns the target has */
    RowShape(int width) {
        ofRow = new char[width];
        ofFirst = new char[width];
    }

    /** Looks at a row. */
    void see(@Nullable Value[] row) {
        for (int i = 0; i < row.length; i++) {
            var value = row[i];
            ofRow[i] = value == null ? ABSENT : value.isTold() ? TOLD : MADE;
        }
        if (!begun) {
            System.arraycopy(ofRow, 0, ofFirst, 0, ofRow.length);
            begun = true;
        }
        asFirst = Arrays.equals(ofRow, ofFirst);
        uniform &= asFirst;
    }

    /** Whether all rows so far are of one shape. */
    boolean isUniform() {
        return uniform;
    }

    /** Writes the masks of the row that was seen last, each behind a separator. */
    void write(ByteSink out) throws IOException {
        if (asFirst) {
            out.write(NONE);
        } else {
            mask(false, out);
            mask(true, out);
        }
    }

    private void mask(boolean madeToo, ByteSink out) throws IOException {
        out.put('\t');
        for (char state : ofRow) {
            out.put(isSet(state, madeToo) ? '1' : '0');
        }
    }

    private static boolean isSet(char state, boolean madeToo) {
        return state == ABSENT || (madeToo && state == MADE);
    }

    String absent(int place) {
        return condition("absent", place, false);
    }

    String untold(int place) {
        return condition("untold", place, true);
    }

    private String condition(String mask, int place, boolean madeToo) {
        boolean first = isSet(ofFirst[place], madeToo);
        return uniform ? Boolean.toString(first) : "coalesce(get_bit(v.%s, %d) = 1, %s)".formatted(mask, place, first);
    }

    /** Whether rows with this mask in {@code untold} say the column themselves. */
    boolean tells(@Nullable String untold, int place) {
        return untold == null ? ofFirst[place] == TOLD : untold.charAt(place) == '0';
    }
}
