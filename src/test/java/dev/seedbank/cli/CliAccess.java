package dev.seedbank.cli;

import java.nio.file.Path;

/** What only the command line does to its own classes, for tests of what stands on them. */
public final class CliAccess {
    private CliAccess() {}

    /** As if nothing but {@code --config} and {@code --quiet} was typed. */
    public static GlobalOptions options(Terminal terminal, Path config) {
        var options = new GlobalOptions(terminal);
        options.config = config;
        options.quiet = true;
        return options;
    }

    /** As Ctrl-C does, without the end of the process. */
    public static void interrupt(Interrupts interrupts) {
        interrupts.cutAll();
        Thread.interrupted();
    }
}
