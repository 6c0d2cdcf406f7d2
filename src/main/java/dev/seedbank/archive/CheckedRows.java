package dev.seedbank.archive;

import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.archive.Manifest.Part;
import dev.seedbank.failure.OperationFailed;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A collection's rows with their checksum taken on the way; of a large collection on another thread, which reads ahead. */
public final class CheckedRows extends FilterInputStream {
    private final Archive archive;
    private final String name;
    private final Part part;
    private final Checksum checksum;

    private CheckedRows(InputStream rows, Archive archive, String name, Part part, Checksum checksum) {
        super(rows);
        this.archive = archive;
        this.name = name;
        this.part = part;
        this.checksum = checksum;
    }

    /**
     * @param stored the entry's part
     * @param name of what is read, for messages
     */
    static CheckedRows of(InputStream stored, Archive archive, String name, CollectionEntry entry) {
        var part = entry.part();
        var hashing = new Checksum.Input(stored);
        var plain = part.encoding().plain(ReadAhead.of(hashing, part.bytes()));
        return new CheckedRows(entry.format().json(plain), archive, name, part, hashing.checksum());
    }

    /**
     * Reads the rest, if there is one.
     *
     * @throws OperationFailed if what was read is not what the manifest says
     */
    public void check() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        if (!archive.manifest().external() && !checksum.hex().equals(part.sha256())) {
            throw archive.damaged(name + Archive.DIFFERS);
        }
    }
}
