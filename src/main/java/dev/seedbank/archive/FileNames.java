package dev.seedbank.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of stores, schemas and collections as names of files, on any file system and in any locale (one that is not set knows ASCII
 * only): ASCII letters, digits and a few signs stay, every other byte of the UTF-8 form becomes {@code %XX}. A name too long for a file is cut and ends in a piece of its hash; the manifest then
 * still has it whole.
 */
public final class FileNames {
    private static final String PLAIN_SIGNS = "_-.+@$ ";
    private static final int LONGEST = 180;
    private static final Set<String> WINDOWS_DEVICES = Set.of("con", "prn", "aux", "nul");

    private FileNames() {}

    /** One part of a path; never empty, never {@code .} or {@code ..}, without a slash. */
    public static String encode(String name) {
        var result = new StringBuilder();
        for (int i = 0; i < name.length(); ) {
            int c = name.codePointAt(i);
            boolean edge = i == 0 || i + Character.charCount(c) == name.length();
            if (asciiLetterOrDigit(c)
                    || (c < 128 && PLAIN_SIGNS.indexOf(c) >= 0 && !(edge && (c == '.' || c == ' ')))) {
                result.appendCodePoint(c);
            } else {
                escape(new String(Character.toChars(c)), result);
            }
            i += Character.charCount(c);
        }
        if (result.isEmpty()) {
            return "%";
        }
        if (isDevice(result.toString())) {
            return String.format(Locale.ROOT, "%%%02X", (int) result.charAt(0)) + result.substring(1);
        }
        return shorten(result.toString(), name);
    }

    /**
     * Names of files for all of them, also where {@code Users} and {@code users} are the same file: of names that differ only in case,
     * those that are not in lower case end in a piece of their hash.
     */
    public static Map<String, String> encodeAll(Collection<String> names) {
        var files = new HashMap<String, String>();
        new HashSet<>(names).forEach(name -> files.put(name, encode(name)));
        var used = files.values().stream().collect(Collectors.groupingBy(FileNames::lower, Collectors.counting()));
        files.replaceAll((name, file) ->
                used.getOrDefault(lower(file), 1L) == 1 || file.equals(lower(file)) ? file : file + hash(name));
        return files;
    }

    private static String lower(String file) {
        return file.toLowerCase(Locale.ROOT);
    }

    private static String hash(String name) {
        return "~" + Checksum.of(name.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
    }

    /** A folder's name: dots are encoded too, so that it is never like a file's. */
    public static String encodeFolder(String name) {
        return encode(name).replace(".", "%2E");
    }

    /** What {@link #encode} made the name from; a cut one stays as it is. */
    public static String decode(String fileName) {
        if (fileName.equals("%")) {
            return "";
        }
        var bytes = new ByteArrayOutputStream();
        byte[] source = fileName.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < source.length; i++) {
            int high = i + 2 < source.length && source[i] == '%' ? Character.digit(source[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(source[i + 2], 16) : -1;
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else {
                bytes.write(source[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static boolean asciiLetterOrDigit(int c) {
        return c < 128 && Character.isLetterOrDigit(c);
    }

    private static void escape(String text, StringBuilder result) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            result.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
        }
    }

    private static boolean isDevice(String encoded) {
        int dot = encoded.indexOf('.');
        var stem = (dot < 0 ? encoded : encoded.substring(0, dot)).toLowerCase(Locale.ROOT);
        return WINDOWS_DEVICES.contains(stem) || stem.matches("(com|lpt)[1-9]");
    }

    private static String shorten(String encoded, String name) {
        if (encoded.getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return encoded;
        }
        int end = encoded.length();
        while (encoded.substring(0, end).getBytes(StandardCharsets.UTF_8).length > LONGEST - 20) {
            end -= Character.charCount(encoded.codePointBefore(end));
        }
        int escape = encoded.lastIndexOf('%', end - 1);
        int cut = escape >= 0 && escape > end - 3 ? escape : end;
        return encoded.substring(0, cut) + hash(name);
    }
}
