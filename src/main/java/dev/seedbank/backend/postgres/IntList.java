package dev.seedbank.backend.postgres;

import java.util.Arrays;

/** A list of {@code int}, without an object for each. */
final class IntList {
    private int[] numbers = new int[16];
    private int size;

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = number;
    }

    /** Unless it is there. */
    void addOnce(int number) {
        if (!contains(number)) {
            add(number);
        }
    }

    int get(int index) {
        return numbers[index];
    }

    int size() {
        return size;
    }

    int removeLast() {
        return numbers[--size];
    }

    boolean contains(int number) {
        for (int i = 0; i < size; i++) {
            if (numbers[i] == number) {
                return true;
            }
        }
        return false;
    }

    int[] toArray() {
        return Arrays.copyOf(numbers, size);
    }
}
