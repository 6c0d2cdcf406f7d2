package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.Piece;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides a file at each {@code --> statement-breakpoint}, wherever in a line it stands, as Drizzle does. Between two of them is one
 * statement; a file without any is left to the engine to split.
 */
final class Breakpoints {
    private static final byte[] BREAKPOINT = "--> statement-breakpoint".getBytes(StandardCharsets.US_ASCII);

    private final SourceFile file;
    private final List<Piece> pieces = new ArrayList<>();
    private long position;
    private long start;
    private int startLine = 1;
    private int line = 1;
    private int matched;
    private boolean text;
    private boolean textBefore;
    private byte last;
    private boolean found;

    private Breakpoints(SourceFile file) {
        this.file = file;
        this.start = file.marks().getFirst().end();
        this.position = start;
    }

    static List<Piece> pieces(SourceFile file) {
        var breakpoints = new Breakpoints(file);
        var buffer = new byte[1 << 14];
        try (var in = Files.newInputStream(file.path())) {
            in.skipNBytes(breakpoints.start);
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    breakpoints.take(buffer[i]);
                }
            }
            return breakpoints.end();
        } catch (IOException e) {
            throw Fault.unreadable(file.shown(), e);
        }
    }

    private void take(byte next) {
        position++;
        matched = match(next);
        if (matched == 1) {
            textBefore = text;
        }
        text |= next < 0 || next > ' ';
        boolean lineEnds = next == '\r' || next == '\n';
        if (lineEnds && !(next == '\n' && last == '\r')) {
            line++;
        }
        last = next;
        if (matched == BREAKPOINT.length) {
            found = true;
            cut(position - BREAKPOINT.length, textBefore);
        } else if (lineEnds && !text) {
            start = position;
            startLine = line;
        }
    }

    /** How many bytes of a breakpoint have been read, with this one. */
    private int match(byte next) {
        if (next == BREAKPOINT[matched]) {
            return matched + 1;
        }
        if (next != '-') {
            return 0;
        }
        return matched == 2 ? 2 : 1;
    }

    private void cut(long end, boolean isText) {
        if (isText) {
            pieces.add(new Piece(startLine, true, new FileText(file, start, end)));
        }
        start = position;
        startLine = line;
        matched = 0;
        text = false;
        last = 0;
    }

    private List<Piece> end() {
        if (!found) {
            return List.of(ScriptOptions.piece(file, file.whole(), false));
        }
        cut(position, text);
        return pieces;
    }
}
