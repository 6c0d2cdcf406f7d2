package dev.seedbank.archive;

import dev.seedbank.archive.Manifest.Part;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Structure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Layout {@code directory}: {@code store/collection.json}, {@code store/schema-or-database/collection.json}, {@code metadata.json}. */
final class DirectoryWriter implements ArchiveWriter {
    static final String METADATA = "metadata.json";

    private final RowFormat format = RowFormat.JSON;
    private final ArchiveSink sink;
    private final WriteBehind behind = new WriteBehind();
    /** In lower case: a file system may not tell {@code Users.json} from {@code users.json}. */
    private final Set<String> used = new HashSet<>();

    private @Nullable OutputStream open;

    DirectoryWriter(ArchiveSink sink) {
        this.sink = sink;
    }

    @Override
    public Section section(String store, Collection collection) throws IOException {
        var folder = FileNames.encodeFolder(store) + "/"
                + (collection.main() ? "" : FileNames.encodeFolder(collection.namespace()) + "/");
        var file = unused(folder + FileNames.encode(collection.name()), format.extension());
        var target = sink.create(file);
        open = target;
        return new Section(format, target, behind) {
            @Override
            Part finished(Checksum checksum) throws IOException {
                closeOpen();
                return new Part(file, 0, checksum.bytes(), checksum.hex());
            }
        };
    }

    @Override
    public Part structure(String store, Structure structure) throws IOException {
        var file = unused(FileNames.encodeFolder(store) + "/" + structure.fileName(), "");
        try (var out = sink.create(file)) {
            var checked = new Checksum.Output(out);
            var text = new OutputStreamWriter(checked, StandardCharsets.UTF_8);
            structure.content().writeTo(text);
            text.flush();
            return new Part(
                    file, 0, checked.checksum().bytes(), checked.checksum().hex());
        }
    }

    @Override
    public void finish(Manifest manifest) throws IOException {
        try (var out = sink.create(METADATA)) {
            ManifestJson.write(manifest, true, out);
        }
    }

    @Override
    public void close() throws IOException {
        behind.close();
        closeOpen();
    }

    private void closeOpen() throws IOException {
        if (open != null) {
            var closing = open;
            open = null;
            closing.close();
        }
    }

    private String unused(String stem, String ending) {
        var file = stem + ending;
        for (int i = 2; !used.add(file.toLowerCase(Locale.ROOT)); i++) {
            file = stem + "~" + i + ending;
        }
        return file;
    }
}
