package dev.seedbank.cli;

import dev.seedbank.failure.ExitCode;
import dev.seedbank.failure.Failure;
import java.util.List;
import java.util.Map;

/** What a command has to say when it is done: the same facts for people and for programs. */
public interface Report {
    /** The summary for people, line by line. */
    List<String> lines();

    /** What the user may want to do now, told behind the summary. */
    default List<Hint> hints() {
        return List.of();
    }

    /**
     * A command that goes on from here.
     *
     * @param purpose such as {@code To undo this}
     * @param words of the command, without the program's name and the options that choose the project
     */
    record Hint(String purpose, List<String> words) {}

    /** The facts as one document: maps with string keys, lists, strings, numbers, booleans, null. */
    Map<String, Object> facts();

    /** All that {@code --quiet} prints: the name of what was made, or names alone where the result is a list. */
    default List<String> names() {
        return List.of();
    }

    /** What failed while the rest went on; told as errors behind the summary. */
    default List<Failure> errors() {
        return List.of();
    }

    /** What the process ends with when nothing was thrown: the code of the first failure. */
    default ExitCode exitCode() {
        return errors().isEmpty() ? ExitCode.DONE : errors().getFirst().exitCode();
    }
}
