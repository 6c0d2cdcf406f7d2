package dev.seedbank.backend.postgres.script;

import java.io.IOException;
import java.io.Reader;

/** The lines up to one that is {@code \.} alone. */
final class CopyData extends Reader {
    private final ScriptReader in;
    private boolean lineStart = true;
    private boolean ended;

    CopyData(ScriptReader in) {
        this.in = in;
    }

    void skipRest() throws IOException {
        var nowhere = new char[1 << 12];
        while (read(nowhere, 0, nowhere.length) >= 0) {
            // To the end.
        }
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        int count = 0;
        while (count < length && !ended) {
            int c = in.peek();
            if (c < 0 || (lineStart && isEnd())) {
                ended = true;
                in.skipLine();
            } else {
                target[from + count++] = (char) in.read();
                lineStart = c == '\n';
            }
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    private boolean isEnd() throws IOException {
        return in.peek() == '\\' && in.peek(1) == '.' && (in.peek(2) == '\n' || in.peek(2) < 0);
    }

    @Override
    public void close() {
        // The source belongs to the splitter.
    }
}
