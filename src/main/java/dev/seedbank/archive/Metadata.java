package dev.seedbank.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the text of a backup's manifest: in a file of its own, or near the end of the backup's only file.
 *
 * @param where for messages, such as {@code x/metadata.json}
 */
record Metadata(ArchiveSource source, String file, long offset, long length, String where) {
    private static final int TAIL_LENGTH =
            String.format(Locale.ROOT, FileWriter.TAIL, 0).length();
    private static final Pattern TAIL = Pattern.compile(",\n\"metadataOffset\": \"([0-9]{16})\"}\n");

    static Metadata ofDirectory(String name, ArchiveSource source) throws IOException {
        var file = DirectoryWriter.METADATA;
        return new Metadata(source, file, 0, source.size(file), name + "/" + file);
    }

    /** Empty if the file does not end as one of ours does. */
    static Optional<Metadata> ofFile(String name, ArchiveSource source) throws IOException {
        long end = source.size("") - TAIL_LENGTH;
        var tail = TAIL.matcher(tail(source, TAIL_LENGTH));
        if (end < 0 || !tail.matches()) {
            return Optional.empty();
        }
        long offset = Long.parseLong(tail.group(1));
        return offset < end ? Optional.of(new Metadata(source, "", offset, end - offset, name)) : Optional.empty();
    }

    /** Whether a file ends nearly as one of ours does: then it is one, and damaged. */
    static boolean isMentioned(ArchiveSource source) throws IOException {
        return tail(source, 64).contains("\"metadataOffset\"");
    }

    Manifest read() {
        return ManifestJson.read(this::open, length, where);
    }

    ManifestSummary summary() {
        return ManifestJson.summary(this::open, length, where);
    }

    private InputStream open(long from) throws IOException {
        return source.open(file, offset + from, length - from);
    }

    /** The last bytes of the archive that is one file; all of one that is shorter. */
    private static String tail(ArchiveSource source, int length) throws IOException {
        long size = source.size("");
        try (var in = source.open("", Math.max(0, size - length), Math.min(size, length))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
