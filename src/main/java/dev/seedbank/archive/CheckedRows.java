package dev.seedbank.archive;

import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A collection's rows with their checksum taken on the way; of a large collection on another thread, which reads ahead. */
public final class CheckedRows extends FilterInputStream {
    private final String archive;
    private final CollectionEntry entry;
    private final Checksum checksum;

    private CheckedRows(InputStream in, String archive, CollectionEntry entry, Checksum checksum) {
        super(in);
        this.archive = archive;
        this.entry = entry;
        this.checksum = checksum;
    }

    /** @param archive its name, for messages */
    static CheckedRows of(InputStream in, String archive, CollectionEntry entry) {
        var hashing = new Checksum.Input(in);
        var rows = ReadAhead.of(hashing, entry.part().bytes());
        return new CheckedRows(rows, archive, entry, hashing.checksum());
    }

    /** @throws OperationFailed if what was read is not what the manifest says: the file changed after it was verified */
    public void check() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        var expected = entry.part().sha256();
        if (!expected.isEmpty() && !checksum.hex().equals(expected)) {
            throw new OperationFailed(
                    ErrorCode.BACKUP_DAMAGED,
                    "Backup '%s' changed while it was read: %s"
                            .formatted(archive, entry.collection().name()),
                    "Nothing was put in place. " + Archive.ADVICE,
                    null);
        }
    }
}
