package dev.seedbank.cli;

import dev.seedbank.failure.ExitCode;
import java.util.List;
import java.util.Map;

/** What a command has to say when it is done: the same facts for people and for programs. */
public interface Report {
    /** The summary for people, line by line. */
    List<String> lines();

    /** The facts as one document: maps with string keys, lists, strings, numbers, booleans, null. */
    Map<String, Object> facts();

    /** All that {@code --quiet} prints: the name of what was made, or names alone where the result is a list. */
    default List<String> names() {
        return List.of();
    }

    /** What the process ends with when nothing was thrown. */
    default ExitCode exitCode() {
        return ExitCode.DONE;
    }
}
