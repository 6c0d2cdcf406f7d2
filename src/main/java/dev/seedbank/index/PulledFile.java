package dev.seedbank.index;

import dev.seedbank.archive.FileNames;
import dev.seedbank.backend.IndexCatalog;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.config.Project;
import dev.seedbank.config.TextFile;
import dev.seedbank.yaml.YamlWord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A collection's indexes as a file.
 *
 * @param shown the file as the user knows it
 * @param state what is there in its place
 */
record PulledFile(String store, IndexCatalog.Written written, Path path, String shown, String text, State state) {
    enum State {
        NEW,
        SAME,
        DIFFERENT
    }

    static List<PulledFile> of(StoreReader store, Project project) throws IOException {
        var name = store.settings().name();
        var files = IndexFiles.files(project);
        var all = new java.util.ArrayList<PulledFile>();
        var everything = store.indexes().written();
        var names = FileNames.encodeAll(
                everything.stream().map(IndexCatalog.Written::label).toList());
        for (var written : everything) {
            var file = names.getOrDefault(written.label(), written.label());
            var path = files.folder(name).resolve(file + IndexFiles.SUFFIX);
            var text = text(written, file);
            all.add(new PulledFile(
                    name, written, path, files.shown(name) + "/" + path.getFileName(), text, state(path, text)));
        }
        return all;
    }

    /** A name that a file cannot have stands in it. */
    private static String text(IndexCatalog.Written written, String file) {
        return file.equals(written.label())
                ? written.yaml()
                : "collection: %s\n%s".formatted(YamlWord.quoted(written.label()), written.yaml());
    }

    private static State state(Path path, String text) throws IOException {
        if (!Files.exists(path)) {
            return State.NEW;
        }
        return Files.readString(path).equals(text) ? State.SAME : State.DIFFERENT;
    }

    boolean isWritten(boolean force) {
        return state == State.NEW || (state == State.DIFFERENT && force);
    }

    /** All of it or nothing. */
    void write(boolean force) throws IOException {
        if (!isWritten(force)) {
            return;
        }
        TextFile.replace(path, text);
    }
}
