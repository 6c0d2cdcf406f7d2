package dev.seedbank.backend.mongo.bson;

import dev.seedbank.json.ByteSink;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Milliseconds since 1970 as ISO 8601 text and back, without a formatter's objects per value. */
public final class IsoDate {
    /** 9999-12-31T23:59:59.999Z. Later dates, and those before 1970, are written as numbers, as Extended JSON says. */
    static final long LAST = 253_402_300_799_999L;

    private static final long DAY = 86_400_000L;

    private final String text;
    private int at;

    private IsoDate(String text) {
        this.text = text;
    }

    /** Writes a date from 1970 to {@link #LAST} such as {@code 2026-01-28T10:30:00Z}; with milliseconds only if there are any. */
    static void write(long millis, ByteSink out) throws IOException {
        var date = LocalDate.ofEpochDay(millis / DAY);
        int ofDay = (int) (millis % DAY);
        out.digits(date.getYear(), 4);
        out.put('-');
        out.digits(date.getMonthValue(), 2);
        out.put('-');
        out.digits(date.getDayOfMonth(), 2);
        out.put('T');
        out.digits(ofDay / 3_600_000, 2);
        out.put(':');
        out.digits(ofDay / 60_000 % 60, 2);
        out.put(':');
        out.digits(ofDay / 1000 % 60, 2);
        if (ofDay % 1000 != 0) {
            out.put('.');
            out.digits(ofDay % 1000, 3);
        }
        out.put('Z');
    }

    /**
     * Reads {@code 2026-01-28}, with a time to minutes, seconds or fractions (cut to milliseconds), with {@code Z}, an
     * offset or neither (UTC).
     *
     * @throws DateTimeException if it is not such a date
     */
    public static long parse(String text) {
        return new IsoDate(text).read();
    }

    private long read() {
        int year = digits(4);
        expect('-');
        int month = digits(2);
        expect('-');
        long millis = LocalDate.of(year, month, digits(2)).toEpochDay() * DAY;
        if (skip('T') || skip('t') || skip(' ')) {
            millis += time() - offset();
        }
        if (at < text.length()) {
            throw wrong();
        }
        return millis;
    }

    private long time() {
        int hours = below(24);
        expect(':');
        int minutes = below(60);
        int seconds = skip(':') ? below(60) : 0;
        return ((hours * 60L + minutes) * 60 + seconds) * 1000 + (skip('.') || skip(',') ? fraction() : 0);
    }

    private int fraction() {
        int millis = 0;
        int count = 0;
        for (; at < text.length() && isDigit(text.charAt(at)); at++, count++) {
            if (count < 3) {
                millis = millis * 10 + text.charAt(at) - '0';
            }
        }
        if (count == 0) {
            throw wrong();
        }
        return count == 1 ? millis * 100 : count == 2 ? millis * 10 : millis;
    }

    private long offset() {
        if (at == text.length() || skip('Z') || skip('z')) {
            return 0;
        }
        int sign = skip('-') ? -1 : 1;
        if (sign > 0) {
            expect('+');
        }
        int hours = below(24);
        int minutes = skip(':') || at < text.length() ? below(60) : 0;
        return sign * (hours * 60L + minutes) * 60_000;
    }

    private int below(int limit) {
        int value = digits(2);
        if (value >= limit) {
            throw wrong();
        }
        return value;
    }

    private int digits(int count) {
        if (at + count > text.length()) {
            throw wrong();
        }
        int value = 0;
        for (int end = at + count; at < end; at++) {
            if (!isDigit(text.charAt(at))) {
                throw wrong();
            }
            value = value * 10 + text.charAt(at) - '0';
        }
        return value;
    }

    private boolean skip(char expected) {
        if (at < text.length() && text.charAt(at) == expected) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char expected) {
        if (!skip(expected)) {
            throw wrong();
        }
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private DateTimeException wrong() {
        return new DateTimeException("'" + text + "' is not an ISO 8601 date");
    }
}
