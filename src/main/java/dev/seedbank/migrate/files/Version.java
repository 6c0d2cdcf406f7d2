package dev.seedbank.migrate.files;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A migration's version, as its file's name has it: integers with dots or underscores between them, compared as numbers, so that
 * {@code 0.10.0} comes after {@code 0.9.0} and {@code 1} is {@code 1.0}; perhaps a pre-release behind a hyphen, which comes before
 * its release (Semantic Versioning 2.0.0, section 11). Anything else, such as a folder's whole name, is compared as text.
 */
public record Version(String text) implements Comparable<Version> {
    private static final Pattern NUMBERS = Pattern.compile("([0-9]+(?:[._][0-9]+)*)(?:-([0-9A-Za-z.-]+))?");
    private static final Comparator<Version> ORDER =
            Comparator.comparing(Version::isNumeric).reversed().thenComparing(Version::compareNumbers);

    private boolean isNumeric() {
        return NUMBERS.matcher(text).matches();
    }

    @Override
    public int compareTo(Version other) {
        var number = plainNumber(text);
        var otherNumber = plainNumber(other.text);
        if (number.isEmpty() || otherNumber.isEmpty()) {
            return ORDER.compare(this, other);
        }
        int byLength = Integer.compare(number.length(), otherNumber.length());
        return byLength != 0 ? byLength : number.compareTo(otherNumber);
    }

    /** An integer without zeros before it, as most versions are: hundreds of them are sorted at each start. Else empty. */
    private static String plainNumber(String text) {
        int first = -1;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return "";
            }
            if (first < 0 && (digit != '0' || i == text.length() - 1)) {
                first = i;
            }
        }
        return first < 0 ? "" : text.substring(first);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return canonical().hashCode();
    }

    /** One text for all ways to write it. */
    public String canonical() {
        var number = plainNumber(text);
        if (!number.isEmpty() || !isNumeric()) {
            return number.isEmpty() ? text : number;
        }
        var joined = numbers().stream().map(BigInteger::toString).collect(Collectors.joining("."));
        return preRelease().isEmpty() ? joined : joined + "-" + preRelease();
    }

    private static int compareNumbers(Version one, Version other) {
        if (!one.isNumeric()) {
            return one.text.compareTo(other.text);
        }
        var ones = one.numbers();
        var others = other.numbers();
        for (int i = 0; i < Math.max(ones.size(), others.size()); i++) {
            int order = at(ones, i).compareTo(at(others, i));
            if (order != 0) {
                return order;
            }
        }
        return comparePreReleases(one.preRelease(), other.preRelease());
    }

    private static BigInteger at(List<BigInteger> numbers, int index) {
        return index < numbers.size() ? numbers.get(index) : BigInteger.ZERO;
    }

    /** Without zeros at the end, which say nothing. */
    private List<BigInteger> numbers() {
        var parts =
                Arrays.stream(matched(1).split("[._]", -1)).map(BigInteger::new).toList();
        int size = parts.size();
        while (size > 1 && parts.get(size - 1).signum() == 0) {
            size--;
        }
        return parts.subList(0, size);
    }

    private String preRelease() {
        return matched(2);
    }

    private String matched(int group) {
        var matcher = NUMBERS.matcher(text);
        return matcher.matches() && matcher.group(group) != null ? matcher.group(group) : "";
    }

    private static int comparePreReleases(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Boolean.compare(one.isEmpty(), other.isEmpty());
        }
        var ones = one.split("\\.", -1);
        var others = other.split("\\.", -1);
        for (int i = 0; i < Math.min(ones.length, others.length); i++) {
            int order = compareIdentifiers(ones[i], others[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(ones.length, others.length);
    }

    private static int compareIdentifiers(String one, String other) {
        boolean isNumber = one.matches("[0-9]+");
        boolean otherIsNumber = other.matches("[0-9]+");
        if (isNumber && otherIsNumber) {
            return new BigInteger(one).compareTo(new BigInteger(other));
        }
        return isNumber == otherIsNumber ? one.compareTo(other) : Boolean.compare(otherIsNumber, isNumber);
    }

    @Override
    public String toString() {
        return text;
    }
}
