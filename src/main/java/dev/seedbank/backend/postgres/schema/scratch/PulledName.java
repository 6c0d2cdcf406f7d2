package dev.seedbank.backend.postgres.schema.scratch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A table's name as a file can have it on every system, another one for each table. Most tables have names that are fit as they are; the
 * others get a hyphen, which none of those has, and a digest.
 */
final class PulledName {
    private static final String MAIN = "public";
    private static final int LONGEST = 80;
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9_]{1,%d}".formatted(LONGEST));
    private static final Pattern ODD = Pattern.compile("[^a-z0-9_]+");

    /** Devices of Windows, whatever follows a dot. */
    private static final Pattern DEVICE = Pattern.compile("con|prn|aux|nul|(com|lpt)[0-9]");

    private PulledName() {}

    /** {@code users}, {@code billing.invoices}, {@code users-1c5d9e02}. */
    static String of(String schema, String table) {
        boolean isMain = schema.equals(MAIN);
        var shown = isMain ? plain(table) : plain(schema) + "." + plain(table);
        boolean isPlain = isPlain(table) && (isMain || isPlain(schema));
        return isPlain ? shown : shown + "-" + digest(schema, table);
    }

    private static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches() && !DEVICE.matcher(name).matches();
    }

    private static String plain(String name) {
        var plain = ODD.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("_");
        var start = plain.substring(0, Math.min(LONGEST, plain.length()));
        return DEVICE.matcher(start).matches() ? start + "_" : start;
    }

    private static String digest(String schema, String table) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(schema.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            var bytes = digest.digest(table.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, 4));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has it", e);
        }
    }
}
