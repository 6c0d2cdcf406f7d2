package dev.seedbank.backend.postgres.schema.scratch;

import java.util.regex.Pattern;

/** The names of scratch databases, and the locks by which they are in use. */
final class ScratchName {
    static final String PREFIX = "seedbank_scratch_";
    static final int DIGITS = 12;

    private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9a-f]{" + DIGITS + "}");

    /** Above the 48 bits of a name's digits: any number will do that nobody else takes. */
    private static final long LOCK = 0x5EED_0000_0000_0000L;

    private ScratchName() {}

    static boolean matches(String database) {
        return NAME.matcher(database).matches();
    }

    /** The number of the advisory lock. */
    static long lock(String name) {
        return LOCK | Long.parseLong(name, PREFIX.length(), name.length(), 16);
    }
}
