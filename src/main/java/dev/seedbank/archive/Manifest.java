package dev.seedbank.archive;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.Consistency;
import dev.seedbank.backend.DatabaseIdentity;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.SequenceValue;
import dev.seedbank.backend.ServerInfo;
import dev.seedbank.backend.migration.HistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a backup without reading its rows. The JSON of it is specified in docs/backup-format.md.
 *
 * @param createdAt the snapshot's time
 * @param program the version that wrote it; empty for a file that another program wrote
 * @param wholeStores whether it holds every collection of its stores, so that nothing was left out by {@code --collection}
 * @param safety of which command it is the safety backup, if it is one
 * @param body for a backup in one file, all that stands before the metadata in it
 */
public record Manifest(
        Instant createdAt,
        String program,
        String profile,
        String environment,
        Layout layout,
        boolean wholeStores,
        List<StoreEntry> stores,
        Optional<Safety> safety,
        Optional<Part> body) {
    /** The newest version of the format that this program reads; it writes this one. */
    public static final int FORMAT = 1;

    public Manifest {
        stores = List.copyOf(stores);
    }

    /** A folder with a file per collection, or one file. */
    public enum Layout {
        DIRECTORY,
        FILE
    }

    /**
     * The command that took this backup before it changed anything.
     *
     * @param command as typed
     * @param log its entry in the command log, which knows how it ended
     */
    public record Safety(String command, Instant startedAt, String log) {}

    /** Whether another program wrote it: then there are no checksums to check. */
    public boolean external() {
        return program.isEmpty();
    }

    public long rows() {
        return stores.stream().mapToLong(StoreEntry::rows).sum();
    }

    public long bytes() {
        return stores.stream()
                .flatMap(store -> store.collections().stream())
                .mapToLong(entry -> entry.part().bytes())
                .sum();
    }

    public int collections() {
        return stores.stream().mapToInt(store -> store.collections().size()).sum();
    }

    /**
     * @param name as configured when the backup was made; empty in an external file
     * @param identity with an empty address where an earlier version wrote the backup
     * @param consistency the weakest of its collections
     * @param structure where the structure's text stands; empty if the backup has none
     * @param leftOut what the store had and the backup does not, such as {@code app (38 tables)}; empty if collections were chosen
     * @param migrations empty where an earlier version wrote the backup, or another program
     */
    public record StoreEntry(
            String name,
            ServerInfo server,
            DatabaseIdentity identity,
            boolean family,
            Consistency consistency,
            Optional<Part> structure,
            List<SequenceValue> sequences,
            List<CollectionEntry> collections,
            List<String> leftOut,
            Optional<Migrations> migrations) {
        public StoreEntry {
            leftOut = List.copyOf(leftOut);
            sequences = List.copyOf(sequences);
            collections = List.copyOf(collections);
        }

        public long rows() {
            return collections.stream().mapToLong(CollectionEntry::rows).sum();
        }

        /** The name that people see and type. */
        public String label(Collection collection) {
            return collection.label(family ? "/" : ".");
        }
    }

    /**
     * Which migrations the store had.
     *
     * @param version the highest; empty if it had none
     * @param applied how many versions, each by itself
     * @param history the entries that say so, {@link HistoryEntry#bare}
     */
    public record Migrations(String version, int applied, List<HistoryEntry> history) {
        public Migrations {
            history = List.copyOf(history);
        }
    }

    /**
     * A collection's rows, which are stored at {@code part}.
     *
     * @param consistency how it was read
     * @param sensitive fields that were left out of it
     */
    public record CollectionEntry(
            Collection collection,
            long rows,
            List<Column> columns,
            Part part,
            RowFormat format,
            Consistency consistency,
            List<SensitiveField> sensitive) {
        public CollectionEntry {
            columns = List.copyOf(columns);
            sensitive = List.copyOf(sensitive);
        }
    }

    /**
     * A piece of the archive.
     *
     * @param file relative, {@code /} between its parts; empty for the archive that is one file
     * @param bytes that are stored
     * @param sha256 of what is stored; empty in a foreign file
     * @param plainSha256 of the bytes before they were encoded; the same as {@code sha256} if they are stored as they are
     */
    public record Part(String file, long offset, long bytes, String sha256, Encoding encoding, String plainSha256) {
        /** Of what is stored as it is. */
        public Part(String file, long offset, long bytes, String sha256) {
            this(file, offset, bytes, sha256, Encoding.IDENTITY, sha256);
        }
    }
}
