package dev.seedbank.archive;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.seedbank.archive.Manifest.Part;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Structure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Layout {@code file}: {@code {timestamp, version, tables: {name: [rows]}, structure: {store: text}, metadata, metadataOffset}}.
 * The last field has a fixed width, so that a reader finds the metadata from the end of a file of any size.
 */
final class FileWriter implements ArchiveWriter {
    /** {@code ,\n"metadataOffset": "0000000000000000"}\n} */
    static final String TAIL = ",\n\"metadataOffset\": \"%016d\"}\n";

    /** Part of the layout: the file is one JSON document. */
    private static final RowFormat FORMAT = RowFormat.JSON;

    private final OutputStream file;
    private final Checksum.Output out;
    private final WriteBehind behind = new WriteBehind();
    private final boolean severalStores;
    private final Set<String> names = new HashSet<>();
    private boolean tablesEnded;
    private boolean structureBegun;

    FileWriter(ArchiveSink sink, Instant createdAt, boolean severalStores) throws IOException {
        this.file = sink.create("");
        this.out = Checksum.Output.large(file);
        this.severalStores = severalStores;
        text("{\"timestamp\": \"%s\",\n\"version\": \"1.0\",\n\"tables\": {".formatted(milliseconds(createdAt)));
    }

    /** With three digits of milliseconds, always. */
    private static String milliseconds(Instant instant) {
        return java.time.format.DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(java.time.ZoneOffset.UTC)
                .format(instant);
    }

    @Override
    public Section section(String store, Collection collection) throws IOException {
        var label = (severalStores ? store + "/" : "") + collection.label(".");
        var name = label;
        for (int i = 2; !names.add(name); i++) {
            name = label + "~" + i;
        }
        text((names.size() == 1 ? "\n" : ",\n") + quoted(name) + ": ");
        long offset = out.checksum().bytes();
        return new Section(FORMAT, out, behind) {
            @Override
            Part finished(Checksum checksum) {
                return new Part("", offset, checksum.bytes(), checksum.hex());
            }
        };
    }

    /** Structures stand behind the tables: no section may follow. */
    @Override
    public Part structure(String store, Structure structure) throws IOException {
        endTables();
        text((structureBegun ? ",\n" : "\n") + quoted(store) + ": ");
        structureBegun = true;
        long offset = out.checksum().bytes();
        var checked = new Checksum.Output(out);
        try (var text = new QuotedText(checked)) {
            structure.content().writeTo(text);
        }
        return new Part(
                "", offset, checked.checksum().bytes(), checked.checksum().hex());
    }

    @Override
    public void finish(Manifest manifest) throws IOException {
        endTables();
        text("},\n\"metadata\": ");
        long offset = out.checksum().bytes();
        var body = new Part("", 0, offset, out.checksum().hex());
        var complete = new Manifest(
                manifest.createdAt(),
                manifest.program(),
                manifest.profile(),
                manifest.environment(),
                manifest.layout(),
                manifest.wholeStores(),
                manifest.stores(),
                manifest.safety(),
                Optional.of(body));
        ManifestJson.write(complete, false, file);
        file.write(String.format(Locale.ROOT, TAIL, offset).getBytes(StandardCharsets.US_ASCII));
        file.close();
    }

    @Override
    public void close() throws IOException {
        behind.close();
        file.close();
    }

    private void endTables() throws IOException {
        if (!tablesEnded) {
            tablesEnded = true;
            text("\n},\n\"structure\": {");
        }
    }

    private void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    /** One JSON string, piece by piece. Closing it leaves the target open. */
    private static final class QuotedText extends Writer {
        private final Writer target;
        private final StringBuilder quoted = new StringBuilder();

        QuotedText(OutputStream target) throws IOException {
            this.target = new OutputStreamWriter(target, StandardCharsets.UTF_8);
            this.target.write('"');
        }

        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            quoted.setLength(0);
            JsonStringEncoder.getInstance().quoteAsString(CharBuffer.wrap(buffer, offset, length), quoted);
            target.append(quoted);
        }

        @Override
        public void flush() throws IOException {
            target.flush();
        }

        @Override
        public void close() throws IOException {
            target.write('"');
            target.flush();
        }
    }
}
