package dev.seedbank.cli;

import dev.seedbank.failure.ExitCode;
import jakarta.inject.Singleton;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The process's surroundings: its streams, its environment, and whether a person sits in front of it. */
@Singleton
public class Terminal {
    private final Sink results = new Sink(FileDescriptor.out);
    private final PrintStream out = utf8(results);
    private final PrintStream err = utf8(new FileOutputStream(FileDescriptor.err));

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

    /**
     * What the process ends with: 1 if not all that was written to standard output has arrived there. Who closed a pipe wanted no
     * more of it, which is no failure.
     */
    public int exitCode(int code) {
        out.flush();
        var problem = results.problem();
        if (problem.isEmpty() || problem.get().toLowerCase(Locale.ROOT).contains("pipe")) {
            return code;
        }
        err.println("✘ Standard output cannot be written: " + problem.get());
        if (code == ExitCode.DONE.number()) {
            err.println("  The command itself was done. Check the disk or device that its output goes to.");
        }
        return code == ExitCode.DONE.number() ? ExitCode.FAILED.number() : code;
    }

    /** Prints a finished text as it is. */
    public void print(String text) {
        out.print(text);
        out.flush();
    }

    /** Whether standard output takes colours: it is a terminal that knows them, and nobody asked for none. */
    public boolean showsColours() {
        return showsColours(out);
    }

    boolean showsColours(PrintStream stream) {
        return !environment().containsKey("NO_COLOR") && knowsEscapes() && isTerminal(stream.equals(err) ? 2 : 1);
    }

    /** Whether lines on standard error can be drawn again. */
    boolean redraws() {
        return knowsEscapes() && isTerminal(2);
    }

    /** Whether what was printed on standard output can be drawn again in its place. */
    boolean redrawsResults() {
        return knowsEscapes() && isTerminal(1);
    }

    /** How wide it is; empty where that cannot be told, or where nothing is a terminal. */
    public OptionalInt columns() {
        var said = environment().getOrDefault("COLUMNS", "");
        if (said.matches("[1-9][0-9]{0,3}")) {
            return OptionalInt.of(Integer.parseInt(said));
        }
        return isTerminal(1) || isTerminal(2)
                ? sttySize().map(it -> OptionalInt.of(it.columns())).orElse(OptionalInt.empty())
                : OptionalInt.empty();
    }

    /** What fits onto it just now. */
    record Size(int rows, int columns) {}

    /** Empty where it cannot be told. */
    Optional<Size> size() {
        return isTerminal(1) ? sttySize() : Optional.empty();
    }

    /** How wide help may be; 80 columns where nothing is a terminal. */
    public int helpWidth() {
        return columns().orElse(80);
    }

    private boolean knowsEscapes() {
        return !"dumb".equals(environment().getOrDefault("TERM", "dumb"));
    }

    /** Asks what a file descriptor is; where the system does not say, whether all of them are a terminal. */
    private static boolean isTerminal(int descriptor) {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException | InvalidPathException e) {
            return console().isPresent(); // no Linux
        }
    }

    private static Optional<Size> sttySize() {
        try {
            var stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var said = stty.inputReader()) {
                var size = String.valueOf(said.readLine()).split(" ", -1);
                int rows = size.length == 2 ? Integer.parseInt(size[0]) : 0;
                int columns = size.length == 2 ? Integer.parseInt(size[1]) : 0;
                return rows > 0 && columns > 0 ? Optional.of(new Size(rows, columns)) : Optional.empty();
            }
        } catch (IOException | NumberFormatException e) {
            return Optional.empty(); // no stty, as on Windows
        }
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    /** Always UTF-8, whatever the locale: names of collections must survive a container without one. */
    private static PrintStream utf8(OutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    /** Remembers why a write failed, which a {@link PrintStream} keeps to itself. */
    private static final class Sink extends FileOutputStream {
        private volatile @Nullable String problem;

        Sink(FileDescriptor descriptor) {
            super(descriptor);
        }

        Optional<String> problem() {
            return Optional.ofNullable(problem);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                super.write(bytes, offset, length);
            } catch (IOException e) {
                problem = String.valueOf(e.getMessage());
                throw e;
            }
        }
    }
}
