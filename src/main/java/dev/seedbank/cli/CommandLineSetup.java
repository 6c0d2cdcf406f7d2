package dev.seedbank.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** Makes the command line out of the top command, with our way to tell errors. */
@ApplicationScoped
class CommandLineSetup {
    private static final int USAGE_WIDTH = 110;

    @Produces
    CommandLine commandLine(PicocliCommandLineFactory factory, ErrorHandler errors, Terminal terminal) {
        var ansi = terminal.showsEscapes() ? Ansi.ON : Ansi.OFF;
        return factory.create()
                .setColorScheme(new ColorScheme.Builder(CommandLine.Help.defaultColorScheme(ansi)).build())
                .setUsageHelpWidth(USAGE_WIDTH)
                .setOut(new PrintWriter(terminal.out(), true, UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, UTF_8))
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors);
    }
}
