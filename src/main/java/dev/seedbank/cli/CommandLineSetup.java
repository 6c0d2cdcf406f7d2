package dev.seedbank.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;

/** Makes the command line out of the top command, with our way to tell errors. */
@Singleton
@Unremovable // Main asks for it by name
public class CommandLineSetup {
    private static final int USAGE_WIDTH = 110;

    private final IFactory beans;
    private final ErrorHandler errors;
    private final Terminal terminal;
    private final TypedCommand typed;

    CommandLineSetup(IFactory beans, ErrorHandler errors, Terminal terminal, TypedCommand typed) {
        this.beans = beans;
        this.typed = typed;
        this.errors = errors;
        this.terminal = terminal;
    }

    /** A program ready to run, with further commands than those that {@code top} names itself. */
    public CommandLine commandLine(Class<?> top, Class<?>... commands) {
        var ansi = terminal.showsColours() ? Ansi.ON : Ansi.OFF;
        var program = new CommandLine(top, beans);
        for (var command : commands) {
            program.addSubcommand(new CommandLine(command, beans));
        }
        return layOut(program)
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setOut(new PrintWriter(terminal.out(), true, UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, UTF_8))
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors);
    }

    /** Runs it to its exit code, also where the virtual machine gives up, which picocli leaves to its caller. */
    public int execute(CommandLine program, String... arguments) {
        typed.set(arguments);
        try {
            return program.execute(arguments);
        } catch (Error e) {
            return errors.handle(e);
        }
    }

    /** The same commands and options without any service behind them: to describe and to parse, not to run. */
    public static CommandLine description(Class<?> top) {
        return layOut(new CommandLine(top, new WithoutServices()));
    }

    private static CommandLine layOut(CommandLine commandLine) {
        answerVersion(commandLine);
        return commandLine.setUsageHelpWidth(USAGE_WIDTH).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Each command takes {@code --version}, and without this only the top one would know what to say. */
    private static void answerVersion(CommandLine commandLine) {
        commandLine.getCommandSpec().versionProvider(new VersionLines());
        commandLine.getSubcommands().values().forEach(CommandLineSetup::answerVersion);
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
