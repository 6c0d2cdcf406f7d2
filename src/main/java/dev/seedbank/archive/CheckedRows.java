package dev.seedbank.archive;

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

    private CheckedRows(InputStream in, Archive archive, String name, Part part, Checksum checksum) {
        super(in);
        this.archive = archive;
        this.name = name;
        this.part = part;
        this.checksum = checksum;
    }

    /** @param name of what is read, for messages */
    static CheckedRows of(InputStream in, Archive archive, String name, Part part) {
        var hashing = new Checksum.Input(in);
        var rows = ReadAhead.of(hashing, part.bytes());
        return new CheckedRows(rows, archive, name, part, hashing.checksum());
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
