package dev.seedbank.archive;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.archive.Manifest.Layout;
import dev.seedbank.archive.Manifest.Part;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** One backup, opened for reading. Any number of its parts may be open at once. */
public final class Archive {
    private static final int BUFFER = 1 << 16;
    static final String DIFFERS = " is not what was backed up: its SHA-256 differs";
    static final String ADVICE = "Use another backup: seedbank backup list";

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
        return new Archive(name, source, Metadata.ofDirectory(name, source).read());
    }

    /** One JSON file: Seedbank's own with its metadata at the end, or any other's. */
    public static Archive ofFile(String name, ArchiveSource source) throws IOException {
        var metadata = Metadata.ofFile(name, source);
        var manifest = metadata.isPresent() ? metadata.get().read() : ExternalFile.read(name, source, source.size(""));
        return new Archive(name, source, manifest);
    }

    /**
     * What a list shows about a backup, read from a few kilobytes of it; metadata without a summary is read completely.
     *
     * @return empty for a file that another program wrote: all of it would have to be read
     * @throws OperationFailed if it is seen to be damaged
     */
    public static Optional<ManifestSummary> summary(String name, ArchiveSource source, Layout layout)
            throws IOException {
        if (layout == Layout.DIRECTORY) {
            return Optional.of(Metadata.ofDirectory(name, source).summary());
        }
        var metadata = Metadata.ofFile(name, source);
        if (metadata.isPresent()) {
            return Optional.of(metadata.get().summary());
        }
        return Metadata.isMentioned(source)
                ? Optional.of(ManifestSummary.of(ofFile(name, source).manifest()))
                : Optional.empty();
    }

    public String name() {
        return name;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** The rows as a JSON array, whose checksum is taken as they are read: call {@link CheckedRows#check} when all is read. */
    public CheckedRows openChecked(StoreEntry store, CollectionEntry entry) throws IOException {
        return CheckedRows.of(open(entry.part()), this, name(store, entry), entry);
    }

    /** The structure's text; empty if the backup has none. */
    public String structure(StoreEntry store) throws IOException {
        if (store.structure().isEmpty()) {
            return "";
        }
        var part = store.structure().get();
        try (var in = part.encoding().plain(open(part))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return part.file().isEmpty() ? new ObjectMapper().readValue(text, String.class) : text;
        }
    }

    /**
     * Reads everything again and compares length, checksum and row count; several files at once.
     *
     * @param progress told of bytes read, by any thread
     * @return what is wrong, one line each; empty if all is well
     */
    public List<String> verify(LongConsumer progress) throws IOException {
        var checks = checks();
        var problems = new String[checks.size()];
        Workers.run(problems.length, i -> problems[i] = problem(checks.get(i), progress));
        return Stream.of(problems).filter(problem -> !problem.isEmpty()).toList();
    }

    /**
     * A part that is to be read again.
     *
     * @param name for messages
     * @param rows how many it must hold; empty if it holds none, or the number is not known
     */
    private record Check(String name, Part part, Optional<CollectionEntry> rows) {}

    private List<Check> checks() {
        var checks = new ArrayList<Check>();
        manifest.body().ifPresent(body -> checks.add(new Check("the file", body, Optional.empty())));
        for (var store : manifest.stores()) {
            store.structure().ifPresent(part -> checks.add(structureCheck(store, part)));
            for (var entry : store.collections()) {
                checks.add(check(store, entry));
            }
        }
        return checks;
    }

    private static Check structureCheck(StoreEntry store, Part part) {
        return new Check("structure of " + store.name(), part, Optional.empty());
    }

    private Check check(StoreEntry store, CollectionEntry entry) {
        return new Check(name(store, entry), entry.part(), manifest.external() ? Optional.empty() : Optional.of(entry));
    }

    private static String name(StoreEntry store, CollectionEntry entry) {
        var file = entry.part().file();
        return file.isEmpty() ? store.name() + "/" + store.label(entry.collection()) : file;
    }

    /** @throws OperationFailed with the first problem that {@link #verify} finds */
    public void require(LongConsumer progress) throws IOException {
        refuse(verify(progress));
    }

    /**
     * Everything but what is in the collections' files, for somebody who reads those with {@link #openChecked} before anything counts.
     *
     * @throws OperationFailed if a file is missing or has another length, or the structure is damaged
     */
    public void requireAllButRows() throws IOException {
        var problems = new ArrayList<String>();
        for (var store : manifest.stores()) {
            if (store.structure().isPresent()) {
                problems.add(problem(structureCheck(store, store.structure().get()), bytes -> {}));
            }
            for (var entry : store.collections()) {
                problems.add(wrongLength(check(store, entry)));
            }
        }
        refuse(problems.stream().filter(problem -> !problem.isEmpty()).toList());
    }

    /** Whether {@link #requireAllButRows} leaves something out. One file has a checksum over all of it. */
    public boolean rowsAreApart() {
        return manifest.body().isEmpty() && !manifest.external();
    }

    private void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            var more = problems.size() > 1 ? " (and %d more)".formatted(problems.size() - 1) : "";
            throw damaged(problems.getFirst() + more);
        }
    }

    /** For one who has changed nothing so far, or will take it back. */
    OperationFailed damaged(String problem) {
        return Where.at(Where.Key.BACKUP, name)
                .of(new OperationFailed(
                        ErrorCode.BACKUP_DAMAGED,
                        "Backup '%s' is damaged: %s. Nothing was changed".formatted(name, problem),
                        ADVICE,
                        null));
    }

    /** Empty if there is none. */
    private String problem(Check check, LongConsumer progress) throws IOException {
        var wrongLength = wrongLength(check);
        if (!wrongLength.isEmpty()) {
            return wrongLength;
        }
        var part = check.part();
        var stored = new Checksum.Input(ReadAhead.of(open(part), part.bytes()));
        try (var plain = part.encoding().plain(stored)) {
            var counter = check.rows().map(entry -> entry.format().counter());
            read(plain, new byte[buffer(part)], counter, progress);
            if (!manifest.external() && !stored.checksum().hex().equals(part.sha256())) {
                return check.name() + DIFFERS;
            }
            long rows = counter.map(RowFormat.Counter::rows).orElse(-1L);
            long wanted = check.rows().map(CollectionEntry::rows).orElse(-1L);
            return rows == wanted ? "" : "%s holds %d rows, its metadata says %d".formatted(check.name(), rows, wanted);
        }
    }

    /** To the end. */
    private static void read(
            InputStream plain, byte[] buffer, Optional<RowFormat.Counter> counter, LongConsumer progress)
            throws IOException {
        var counting = counter.orElse(null);
        for (int n = plain.read(buffer); n >= 0; n = plain.read(buffer)) {
            if (counting != null) {
                counting.update(buffer, 0, n);
            }
            progress.accept(n);
        }
    }

    /** Empty if it is there and as long as it should be. */
    private String wrongLength(Check check) throws IOException {
        var part = check.part();
        long size = source.size(part.file());
        if (size < 0) {
            return check.name() + " is missing";
        }
        boolean whole = !part.file().isEmpty();
        return size < part.offset() + part.bytes() || (whole && size != part.bytes())
                ? "%s is %d bytes long, its metadata says %d".formatted(check.name(), size, part.bytes())
                : "";
    }

    /** One byte more than a short part has, so that one read finds its end. */
    private static int buffer(Part part) {
        return (int) Math.min(part.bytes() + 1, BUFFER);
    }

    private InputStream open(Part part) throws IOException {
        return source.open(part.file(), part.offset(), part.bytes());
    }
}
