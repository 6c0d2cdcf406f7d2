package dev.seedbank.cli;

import jakarta.inject.Singleton;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The process's surroundings: its streams, its environment, and whether a person sits in front of it. */
@Singleton
public class Terminal {
    private final PrintStream out = utf8(FileDescriptor.out);
    private final PrintStream err = utf8(FileDescriptor.err);

    private volatile boolean asking;

    public Map<String, String> environment() {
        return System.getenv();
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** Whether somebody can be asked: standard input and output are both a terminal. */
    public boolean interactive() {
        return console().isPresent();
    }

    /** Asks on the terminal; empty if the input ended. */
    public Optional<String> ask(String question) {
        asking = true;
        try {
            return console().map(console -> console.readLine("%s", question)).map(String::strip);
        } finally {
            asking = false;
        }
    }

    /** Whether the program waits for an answer just now. */
    boolean asking() {
        return asking;
    }

    /** Prints a finished text as it is. */
    public void print(String text) {
        out.print(text);
        out.flush();
    }

    /** Whether escape sequences are shown rather than printed: colours, and lines that are drawn again. */
    public boolean showsEscapes() {
        return !environment().containsKey("NO_COLOR")
                && !"dumb".equals(environment().getOrDefault("TERM", "dumb"))
                && interactive();
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    /** Always UTF-8, whatever the locale: names of collections must survive a container without one. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
