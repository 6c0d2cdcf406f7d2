package dev.seedbank.backend.postgres.structure.model;

import java.util.Arrays;

/** A list of {@code int}, without an object for each. */
public final class IntList {
    private int[] numbers = new int[16];
    private int size;

    public void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = number;
    }

    /** Unless it is there. */
    public void addOnce(int number) {
        if (!contains(number)) {
            add(number);
        }
    }

    public int get(int index) {
        return numbers[index];
    }

    public int size() {
        return size;
    }

    public int removeLast() {
        return numbers[--size];
    }

    public boolean contains(int number) {
        for (int i = 0; i < size; i++) {
            if (numbers[i] == number) {
                return true;
            }
        }
        return false;
    }

    public int[] toArray() {
        return Arrays.copyOf(numbers, size);
    }
}
