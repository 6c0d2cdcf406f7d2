package dev.seedbank.backend.migration;

import java.io.IOException;
import java.io.Reader;

/** Text of a file, or of a part of one, without byte order mark and with line feeds alone. Each call reads it again: it may be large. */
@FunctionalInterface
public interface ScriptText {
    /** @throws IOException if it cannot be read, or is not UTF-8 */
    Reader open() throws IOException;
}
