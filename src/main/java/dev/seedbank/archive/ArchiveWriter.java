package dev.seedbank.archive;

import dev.seedbank.archive.Manifest.Part;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Structure;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes one backup: sections one after another, then the manifest. What is written becomes a backup only when the sink's
 * owner publishes it. For one thread at a time. Constant memory.
 */
public sealed interface ArchiveWriter extends AutoCloseable permits DirectoryWriter, FileWriter {
    /** Named by the layout; {@code storeCount} because names in a single file show the store only if there are several. */
    static ArchiveWriter of(Manifest.Layout layout, ArchiveSink sink, java.time.Instant createdAt, int storeCount)
            throws IOException {
        return switch (layout) {
            case DIRECTORY -> new DirectoryWriter(sink);
            case FILE -> new FileWriter(sink, createdAt, storeCount > 1);
        };
    }

    /** Begins a collection's rows; the section before it must be finished. */
    Section section(String store, Collection collection) throws IOException;

    /** Where the structure's text went. */
    Part structure(String store, Structure structure) throws IOException;

    /** Writes the metadata, last of all. */
    void finish(Manifest manifest) throws IOException;

    @Override
    void close() throws IOException;

    /** A collection's rows while they are written. */
    abstract class Section extends OutputStream {
        private final RowFormat format;
        private final WriteBehind behind;
        private final Checksum checksum;
        private boolean begun;

        Section(RowFormat format, OutputStream target, WriteBehind behind) {
            this.format = format;
            this.behind = behind;
            this.checksum = behind.begin(target);
        }

        public final RowFormat format() {
            return format;
        }

        @Override
        public final void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        /** Takes rows with {@code ",\n"} between them, as a {@link dev.seedbank.backend.RowReader} writes them. */
        @Override
        public final void write(byte[] buffer, int offset, int length) throws IOException {
            if (!begun && length > 0) {
                behind.write(format.opening(), 0, format.opening().length);
                begun = true;
            }
            behind.write(buffer, offset, length);
        }

        /** Ends the rows. */
        public final Part finish() throws IOException {
            var end = format.closing(begun);
            behind.write(end, 0, end.length);
            behind.flush();
            return finished(checksum);
        }

        abstract Part finished(Checksum checksum) throws IOException;
    }
}
