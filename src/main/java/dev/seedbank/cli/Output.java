package dev.seedbank.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintStream;

/**
 * The one voice of the program. Text: results, and progress between them, on standard output. JSON: one document on standard
 * output, everything else on standard error.
 */
public final class Output implements Progress {
    private static final String GREEN = "\u001b[32m";
    private static final String RESET = "\u001b[0m";

    private final PrintStream results;
    private final PrintStream messages;
    private final PrintStream bars;
    private final boolean json;
    private final boolean quiet;
    private final boolean escapes;
    private Meter bar = NO_METER;

    Output(Terminal terminal, boolean json, boolean quiet, boolean colour) {
        this.results = terminal.out();
        this.messages = json ? terminal.err() : terminal.out();
        this.bars = terminal.err();
        this.json = json;
        this.quiet = quiet;
        this.escapes = colour && terminal.showsEscapes();
    }

    /** Shows a result and gives the exit code that goes with it. */
    public int show(Report report) {
        if (json) {
            results.println(document(report));
        } else {
            report.lines().forEach(results::println);
        }
        return report.exitCode().number();
    }

    @Override
    public void done(String label, String detail) {
        bar.close(); // a line begins where no bar is
        if (!quiet) {
            var mark = escapes ? GREEN + "✔" + RESET : "✔";
            messages.println("  " + mark + " " + Text.printable(label) + ": " + detail);
        }
    }

    @Override
    public void note(String text) {
        bar.close();
        if (!quiet) {
            messages.println(text);
        }
    }

    @Override
    public Meter meter(String label, long total) {
        bar.close();
        bar = quiet || !escapes ? NO_METER : new Bar(bars, Text.printable(label), total);
        return bar;
    }

    private static String document(Report report) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(report.facts());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
