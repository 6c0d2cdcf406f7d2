package dev.seedbank.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.archive.Manifest.Part;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** One backup, opened for reading. Any number of its parts may be open at once. */
public final class Archive {
    private static final int BUFFER = 1 << 16;
    private static final int TAIL_LENGTH =
            String.format(java.util.Locale.ROOT, FileWriter.TAIL, 0).length();
    private static final String ADVICE = "Use another backup: seedbank backup list";

    private final String name;
    private final ArchiveSource source;
    private final Manifest manifest;

    private Archive(String name, ArchiveSource source, Manifest manifest) {
        this.name = name;
        this.source = source;
        this.manifest = manifest;
    }

    /** A folder with a {@code metadata.json}. */
    public static Archive ofDirectory(String name, ArchiveSource source) throws IOException {
        var where = name + "/" + DirectoryWriter.METADATA;
        try (var in = source.open(DirectoryWriter.METADATA, 0, source.size(DirectoryWriter.METADATA))) {
            return new Archive(name, source, ManifestJson.read(in.readAllBytes(), where));
        }
    }

    /** One JSON file: Seedbank's own with its metadata at the end, or any other's. */
    public static Archive ofFile(String name, ArchiveSource source) throws IOException {
        long size = source.size("");
        long offset = metadataOffset(source, size);
        if (offset < 0) {
            return new Archive(name, source, ExternalFile.read(name, source, size));
        }
        try (var in = source.open("", offset, size - TAIL_LENGTH - offset)) {
            return new Archive(name, source, ManifestJson.read(in.readAllBytes(), name));
        }
    }

    public String name() {
        return name;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** The collection's rows as a JSON array. The caller closes it. */
    public InputStream open(CollectionEntry entry) throws IOException {
        return open(entry.part());
    }

    /** The rows, whose checksum is taken once more as they are read: call {@link CheckedRows#check} when all is read. */
    public CheckedRows openChecked(CollectionEntry entry) throws IOException {
        return new CheckedRows(open(entry), entry, this);
    }

    /** The structure's text; empty if the backup has none. */
    public String structure(StoreEntry store) throws IOException {
        if (store.structure().isEmpty()) {
            return "";
        }
        var part = store.structure().get();
        try (var in = open(part)) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return part.file().isEmpty() ? new ObjectMapper().readValue(text, String.class) : text;
        }
    }

    /**
     * Reads everything again and compares length, checksum and row count.
     *
     * @param progress told of bytes read
     * @return what is wrong, one line each; empty if all is well
     */
    public List<String> verify(LongConsumer progress) throws IOException {
        var problems = new ArrayList<String>();
        if (manifest.body().isPresent()) {
            check("the file", manifest.body().get(), progress, problems);
        }
        for (var store : manifest.stores()) {
            if (store.structure().isPresent()) {
                check("structure of " + store.name(), store.structure().get(), progress, problems);
            }
            for (var entry : store.collections()) {
                checkRows(store, entry, progress, problems);
            }
        }
        return problems;
    }

    /** @throws OperationFailed with the first problem that {@link #verify} finds */
    public void require(LongConsumer progress) throws IOException {
        var problems = verify(progress);
        if (!problems.isEmpty()) {
            var more = problems.size() > 1 ? " (and %d more)".formatted(problems.size() - 1) : "";
            throw new OperationFailed(
                    "Backup '%s' is damaged: %s%s. Nothing was touched".formatted(name, problems.getFirst(), more),
                    ADVICE);
        }
    }

    private void checkRows(StoreEntry store, CollectionEntry entry, LongConsumer progress, List<String> problems)
            throws IOException {
        var what = entry.part().file().isEmpty()
                ? store.name() + "/" + entry.collection().label("/")
                : entry.part().file();
        var sum = check(what, entry.part(), progress, problems);
        if (sum != null && !manifest.external()) {
            long rows = Math.max(0, sum.newlines() - 1);
            if (rows != entry.rows()) {
                problems.add("%s holds %d rows, its metadata says %d".formatted(what, rows, entry.rows()));
            }
        }
    }

    private @org.jspecify.annotations.Nullable Checksum check(
            String what, Part part, LongConsumer progress, List<String> problems) throws IOException {
        long size = source.size(part.file());
        if (size < 0) {
            problems.add(what + " is missing");
            return null;
        }
        boolean whole = !part.file().isEmpty();
        if (size < part.offset() + part.bytes() || (whole && size != part.bytes())) {
            problems.add("%s is %d bytes long, its metadata says %d".formatted(what, size, part.bytes()));
            return null;
        }
        try (var in = open(part)) {
            var sum = Checksum.of(in, new byte[BUFFER], progress);
            if (!manifest.external() && !sum.hex().equals(part.sha256())) {
                problems.add(what + " is not what was backed up: its SHA-256 differs");
                return null;
            }
            return sum;
        }
    }

    private InputStream open(Part part) throws IOException {
        return source.open(part.file(), part.offset(), part.bytes());
    }

    /** -1 if the file does not end as one of ours does. */
    private static long metadataOffset(ArchiveSource source, long size) throws IOException {
        if (size < TAIL_LENGTH) {
            return -1;
        }
        try (var in = source.open("", size - TAIL_LENGTH, TAIL_LENGTH)) {
            var tail = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            var matcher = java.util.regex.Pattern.compile(",\n\"metadataOffset\": \"([0-9]{16})\"}\n")
                    .matcher(tail);
            if (!matcher.matches()) {
                return -1;
            }
            long offset = Long.parseLong(matcher.group(1));
            return offset < size - TAIL_LENGTH ? offset : -1;
        }
    }

    /** A collection's rows with their checksum taken on the way. */
    public static final class CheckedRows extends InputStream {
        private final InputStream in;
        private final CollectionEntry entry;
        private final Archive archive;
        private final Checksum checksum = new Checksum();

        CheckedRows(InputStream in, CollectionEntry entry, Archive archive) {
            this.in = in;
            this.entry = entry;
            this.archive = archive;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            if (n > 0) {
                checksum.update(buffer, offset, n);
            }
            return n;
        }

        /** @throws OperationFailed if what was read is not what the manifest says: the file changed after it was verified */
        public void check() throws IOException {
            transferTo(java.io.OutputStream.nullOutputStream());
            if (!archive.manifest.external()
                    && !checksum.hex().equals(entry.part().sha256())) {
                throw new OperationFailed(
                        "Backup '%s' changed while it was read: %s"
                                .formatted(archive.name, entry.collection().name()),
                        "Nothing was put in place. " + ADVICE);
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
