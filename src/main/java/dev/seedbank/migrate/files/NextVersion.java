package dev.seedbank.migrate.files;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/**
 * The version of the next migration, written as the last one is: a time where that is a time (UTC), else the next number with as many
 * digits. Always after the last, whatever the clock says.
 */
record NextVersion(Instant now) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS").withZone(ZoneOffset.UTC);
    /** To the day at least; {@code 00000000000000} is how diesel's first one is called. */
    private static final Pattern TIMED =
            Pattern.compile("20[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9](?:[0-9]{2}){0,4}[0-9]?|0{14}");
    /** Diesel's: seconds, and four zeros. */
    private static final Pattern LONG_TIMED = Pattern.compile("20[0-9]{16}");

    private static final Pattern UNIX_SECONDS = Pattern.compile("1[0-9]{9}");
    private static final Pattern UNIX_MILLIS = Pattern.compile("1[0-9]{12}");

    /** {@code 20261126140000}. */
    String time() {
        return TIME.format(now).substring(0, 14);
    }

    /** @param last numbers with dots or underscores between them; what follows a hyphen does not count */
    String after(String last) {
        var release = last.replaceFirst("-.*", "");
        if (release.length() < last.length()) {
            return release; // after its pre-releases
        }
        int cut = Math.max(last.lastIndexOf('.'), last.lastIndexOf('_')) + 1;
        return last.substring(0, cut) + number(last.substring(cut));
    }

    private String number(String last) {
        var timed = timed(last);
        var next = new BigInteger(last).add(BigInteger.ONE).toString();
        var sequential = "0".repeat(Math.max(0, last.length() - next.length())) + next;
        return timed.isEmpty() || new BigInteger(timed).compareTo(new BigInteger(last)) <= 0 ? sequential : timed;
    }

    /** Now, written like the last one; empty if that is no time. */
    private String timed(String last) {
        if (LONG_TIMED.matcher(last).matches()) {
            return time() + "0000";
        }
        if (TIMED.matcher(last).matches()) {
            return TIME.format(now).substring(0, last.length());
        }
        if (UNIX_SECONDS.matcher(last).matches()) {
            return Long.toString(now.getEpochSecond());
        }
        return UNIX_MILLIS.matcher(last).matches() ? Long.toString(now.toEpochMilli()) : "";
    }
}
