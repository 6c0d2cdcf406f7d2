package dev.seedbank.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.IFactory;

/** Makes the command line out of the top command, with our way to tell errors. */
@ApplicationScoped
public class CommandLineSetup {
    private static final int USAGE_WIDTH = 110;

    @Produces
    CommandLine commandLine(PicocliCommandLineFactory factory, ErrorHandler errors, Terminal terminal) {
        var ansi = terminal.showsEscapes() ? Ansi.ON : Ansi.OFF;
        return layOut(factory.create())
                .setColorScheme(new ColorScheme.Builder(CommandLine.Help.defaultColorScheme(ansi)).build())
                .setOut(new PrintWriter(terminal.out(), true, UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, UTF_8))
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors);
    }

    /** The same commands and options without any service behind them: to describe and to parse, not to run. */
    public static CommandLine description(Class<?> top) {
        return layOut(new CommandLine(top, new WithoutServices()));
    }

    private static CommandLine layOut(CommandLine commandLine) {
        return commandLine.setUsageHelpWidth(USAGE_WIDTH);
    }

    private static final class WithoutServices implements IFactory {
        @Override
        public <T> T create(Class<T> type) throws Exception {
            return type == GlobalOptions.class
                    ? type.cast(new GlobalOptions(new Terminal()))
                    : CommandLine.defaultFactory().create(type);
        }
    }
}
