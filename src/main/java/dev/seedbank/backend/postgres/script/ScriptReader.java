package dev.seedbank.backend.postgres.script;

import java.io.IOException;
import java.io.Reader;

/** Characters with a view of a few ahead, and the number of the line. */
final class ScriptReader {
    private final Reader reader;
    private final char[] buffer = new char[1 << 13];
    private int at;
    private int limit;
    private int line;

    ScriptReader(Reader reader, int firstLine) {
        this.reader = reader;
        this.line = firstLine;
    }

    int line() {
        return line;
    }

    int peek() throws IOException {
        return peek(0);
    }

    /** @param distance less than a name may have */
    int peek(int distance) throws IOException {
        while (limit - at <= distance) {
            System.arraycopy(buffer, at, buffer, 0, limit - at);
            limit -= at;
            at = 0;
            int read = limit == buffer.length ? -1 : reader.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                return -1;
            }
            limit += read;
        }
        return buffer[at + distance];
    }

    int read() throws IOException {
        int c = peek();
        if (c >= 0) {
            at++;
            if (c == '\n') {
                line++;
            }
        }
        return c;
    }

    void skipLine() throws IOException {
        int c;
        do {
            c = read();
        } while (c >= 0 && c != '\n');
    }
}
