package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.Script;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of migrations that was read once, for its checksum and its marks; its text is read again when it is needed.
 *
 * @param name below the folder of migrations, with slashes
 * @param shown for messages
 * @param checksum {@code sha256:hexadecimal}
 * @param marks in their order; the first is the beginning of the file
 * @param placeholder the first line with <code>${name</code>; 0 if there is none
 * @param stamp of the file that was read
 */
record SourceFile(
        Path path, String name, String shown, String checksum, List<Mark> marks, int placeholder, Stamp stamp) {
    SourceFile {
        marks = List.copyOf(marks);
    }

    /** By which a file is known to be still the same, without reading it. */
    record Stamp(long size, FileTime modified, @Nullable Object key) {
        /** Of a file that is not there. */
        static final Stamp NONE = new Stamp(-1, FileTime.fromMillis(0), null);

        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        }
    }

    /** Whether the same text is still there, and where it was. */
    boolean isUnchanged() throws IOException {
        var now = Stamp.of(Files.readAttributes(path, BasicFileAttributes.class));
        return now.equals(stamp)
                || (now.size() == stamp.size()
                        && new FileScan()
                                .read(path, name, shown, now)
                                .checksum()
                                .equals(checksum));
    }

    /**
     * A part of the file that begins with a mark.
     *
     * @param marks the one that it begins with, then those of other tools in it
     * @param end in bytes
     */
    record Section(List<Mark> marks, long end) {
        Mark head() {
            return marks.getFirst();
        }

        boolean hasStatement() {
            return marks.stream().anyMatch(Mark::statement);
        }
    }

    /** The parts that the tool's marks divide the file into; the first begins with the file. */
    List<Section> sections(Mark.Tool tool) {
        var sections = new ArrayList<Section>();
        int first = 0;
        for (int i = 1; i <= marks.size(); i++) {
            if (i == marks.size()) {
                sections.add(new Section(marks.subList(first, i), Long.MAX_VALUE));
            } else if (marks.get(i).tool() == tool) {
                sections.add(new Section(marks.subList(first, i), marks.get(i).start()));
                first = i;
            }
        }
        return sections;
    }

    /** The whole file as one part. */
    Section whole() {
        return new Section(marks, Long.MAX_VALUE);
    }

    boolean hasMarks(Mark.Tool tool) {
        return marks.stream().anyMatch(mark -> mark.tool() == tool);
    }

    /** @throws dev.seedbank.failure.UsageFailure if it has marks of this tool, which its folder's format does not know */
    void refuse(Mark.Tool tool, Format format) {
        for (var mark : marks) {
            if (mark.tool() == tool) {
                throw Fault.at(
                        shown,
                        mark.line(),
                        "%s is not %s's, as the other files are".formatted(mark.shown(), format.label()),
                        "Write it as the other files are written, or move it to a folder of its own.");
            }
        }
    }

    /** The files beside it. */
    Script.Files beside() {
        return this::open;
    }

    private InputStream open(String other) throws IOException {
        var folder = path.toAbsolutePath().resolveSibling("");
        var wanted = folder.resolve(other).normalize();
        if (!wanted.startsWith(folder) || !wanted.toRealPath().startsWith(folder.toRealPath())) {
            throw Fault.of(
                    shown, "names '%s', which is outside of its folder".formatted(other), "Put that file beside it.");
        }
        return Files.newInputStream(wanted);
    }
}
