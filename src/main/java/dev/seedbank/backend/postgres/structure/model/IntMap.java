package dev.seedbank.backend.postgres.structure.model;

import java.util.Arrays;

/** From {@code int} to {@code int}, neither of them negative, as an array that grows: keys are an object's numbers, which begin at 0. */
public final class IntMap {
    public static final int NONE = -1;

    private int[] values = new int[0];

    /** {@link #NONE} if there is none. */
    public int get(int number) {
        return number < values.length ? values[number] : NONE;
    }

    public void put(int number, int value) {
        if (number >= values.length) {
            int length = values.length;
            values = Arrays.copyOf(values, Math.max(number + 1, length + length / 2));
            Arrays.fill(values, length, values.length, NONE);
        }
        values[number] = value;
    }

    public boolean has(int number) {
        return get(number) != NONE;
    }
}
