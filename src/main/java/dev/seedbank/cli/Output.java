package dev.seedbank.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.seedbank.config.ShellWord;
import dev.seedbank.failure.ExitCode;
import dev.seedbank.failure.Failure;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one voice of the program. Text: results, and progress between them, on standard output. JSON: one document on standard
 * output, everything else on standard error. Thread-safe: what belongs together is printed together.
 */
public final class Output implements Progress {
    private static final String GREEN = "\u001b[32m";
    private static final String RESET = "\u001b[0m";
    private static final String OTHER_SCREEN = "\u001b[?1049h";
    private static final String FIRST_SCREEN = "\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String ERASE_REST = "\u001b[K";
    private static final String ERASE_BELOW = "\u001b[J";

    private final Terminal terminal;
    private final PrintStream results;
    private final PrintStream messages;
    private final Mode mode;
    private final ProjectOptions options;
    private final Bars bars;
    private final Outcome outcome = new Outcome();
    private volatile List<Database> databases = List.of();
    private volatile String awaited = "";
    private volatile boolean drawing;

    /**
     * How it speaks.
     *
     * @param json one document, and everything else on standard error
     * @param quiet nothing but the result's name
     * @param colour unless the terminal has none
     * @param verbose with what servers are told, on standard error
     */
    record Mode(boolean json, boolean quiet, boolean colour, boolean verbose) {
        Mode(boolean json, boolean quiet, boolean colour) {
            this(json, quiet, colour, false);
        }
    }

    /** @param options that each command needs which the text names, to run on the same project */
    Output(Terminal terminal, Mode mode, ProjectOptions options) {
        this.terminal = terminal;
        this.options = options;
        this.results = terminal.out();
        this.messages = mode.json ? terminal.err() : terminal.out();
        this.mode = new Mode(mode.json, mode.quiet, mode.colour && terminal.showsColours(messages), mode.verbose);
        this.bars = new Bars(terminal, !mode.quiet);
    }

    /** Shows a result and gives the exit code that goes with it. */
    public int show(Report report) {
        if (mode.json) {
            bars.print(results, List.of(document(report)));
        } else if (!mode.quiet) {
            var lines = new ArrayList<>(report.lines());
            report.hints().forEach(hint -> lines.add(hint.purpose() + ": " + ShellWord.command(hint.words())));
            print(results, lines);
        } else if (report.exitCode() == ExitCode.DONE) {
            bars.print(results, report.names());
        } else if (report.exitCode() == ExitCode.CHECK_FOUND || report.errors().isEmpty()) {
            print(terminal.err(), report.lines());
        }
        report.errors().forEach(this::explain);
        return report.exitCode().number();
    }

    /** Whether results are text that goes to a terminal, and can be drawn again in its place. */
    public boolean redraws() {
        return !mode.json && !mode.quiet && terminal.redrawsResults();
    }

    /**
     * Draws a report over the one before, with its failures and a last line below, on a screen of its own. What does not fit is cut.
     * {@link #endDrawing} brings back what stood on the terminal before.
     */
    public void redraw(Report report, String last) {
        var below = new ArrayList<String>();
        report.errors().forEach(failure -> below.addAll(lines(failure)));
        below.add(last);
        var body = report.lines().stream().map(options::in).toList();
        var lines = terminal.size()
                .map(size -> Frame.fitting(body, below, size))
                .orElseGet(() -> Stream.concat(body.stream(), below.stream()).toList());
        var drawn = lines.stream().map(line -> line + ERASE_REST).collect(Collectors.joining(System.lineSeparator()));
        bars.draw(results, (drawing ? "" : OTHER_SCREEN) + HOME + drawn + ERASE_BELOW);
        drawing = true;
    }

    public void endDrawing() {
        if (drawing) {
            drawing = false;
            bars.draw(results, FIRST_SCREEN);
        }
    }

    @Override
    public void actsOn(List<Database> acted) {
        databases = List.copyOf(acted);
        for (var it : acted) {
            note("On %s: %s %s at %s, database %s (%s)"
                    .formatted(
                            it.store(),
                            it.engine(),
                            it.version(),
                            it.host(),
                            Text.printable(it.name()),
                            it.environment()));
        }
    }

    @Override
    public void done(String label, String detail) {
        line("✔", GREEN, label, detail);
    }

    @Override
    public void step(String label, String detail) {
        line("·", "", label, detail);
    }

    @Override
    public void note(String text) {
        if (!mode.quiet) {
            print(messages, List.of(text));
        }
    }

    @Override
    public Optional<Consumer<String>> details() {
        return mode.verbose
                ? Optional.of(line -> bars.print(terminal.err(), List.of(Text.printable(line))))
                : Optional.empty();
    }

    @Override
    public Work work(String name, Unit unit, long total) {
        return bars.begin(new Gauge(name, unit, total, System::nanoTime));
    }

    @Override
    public boolean watched() {
        return bars.watched();
    }

    @Override
    public Watch onStall(Supplier<Optional<String>> reason) {
        return new StallWatch(bars::signs, reason, what -> {
            awaited = what;
            note("Waiting for " + what);
        });
    }

    @Override
    public void changing(String what) {
        outcome.changing(what);
    }

    @Override
    public void changed(String what, String detail) {
        outcome.changed(what, detail);
    }

    /** What is changed so far, for a run that does not come to its end. */
    Outcome outcome() {
        return outcome;
    }

    /** The store that the run acts on; empty if there are more, or none yet. */
    Optional<String> onlyStore() {
        return databases.size() == 1 ? Optional.of(databases.getFirst().store()) : Optional.empty();
    }

    /** What the run waited for last, for more than a second; empty if for nothing. */
    String awaited() {
        return awaited;
    }

    /** The report's facts, with the databases before and the first failure behind them. */
    private String document(Report report) {
        var all = new LinkedHashMap<String, Object>();
        if (!databases.isEmpty()) {
            all.put("databases", databases.stream().map(Output::facts).toList());
        }
        all.putAll(report.facts());
        report.errors().stream().findFirst().ifPresent(first -> all.put("error", FailureFacts.of(first)));
        return written(all);
    }

    private static Map<String, Object> facts(Database database) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("store", database.store());
        facts.put("engine", database.engine());
        facts.put("version", database.version());
        facts.put("host", database.host());
        facts.put("name", database.name());
        facts.put("environment", database.environment());
        return facts;
    }

    /** A failure, for people and, where asked for, for programs. */
    void show(Failure failure) {
        explain(failure);
        if (mode.json) {
            bars.print(results, List.of(written(Map.of("error", FailureFacts.of(failure)))));
        }
    }

    private void explain(Failure failure) {
        endDrawing();
        terminal.out().flush();
        bars.print(terminal.err(), lines(failure));
    }

    private List<String> lines(Failure failure) {
        var lines = new ArrayList<String>();
        lines.add("✘ " + Text.printable(String.valueOf(failure.getMessage())));
        options.in(failure.advice()).lines().forEach(line -> lines.add("  " + Text.printable(line)));
        return lines;
    }

    /** Text for people. */
    private void print(PrintStream stream, List<String> lines) {
        bars.print(stream, lines.stream().map(options::in).toList());
    }

    private String written(Map<String, Object> facts) {
        try {
            return new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(options.inHints(facts));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void line(String mark, String colour, String label, String detail) {
        if (!mode.quiet) {
            var shown = mode.colour && !colour.isEmpty() ? colour + mark + RESET : mark;
            bars.print(messages, List.of("  " + shown + " " + Text.printable(label) + ": " + detail));
        }
    }
}
