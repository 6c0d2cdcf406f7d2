package dev.seedbank.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Makes the command line out of the top command, with our way to show help and to tell errors. */
@Singleton
@Unremovable // Main asks for it by name
public class CommandLineSetup {
    private final IFactory beans;
    private final ErrorHandler errors;
    private final Terminal terminal;
    private final TypedCommand typed;
    private final GlobalOptions global;

    CommandLineSetup(IFactory beans, ErrorHandler errors, Terminal terminal, TypedCommand typed, GlobalOptions global) {
        this.beans = beans;
        this.typed = typed;
        this.errors = errors;
        this.terminal = terminal;
        this.global = global;
    }

    /** Makes the help of a command. */
    @FunctionalInterface
    public interface HelpText {
        String of(CommandLine command, int width, boolean colours);
    }

    /** A program ready to run, with further commands than those that {@code top} names itself. */
    public CommandLine commandLine(HelpText help, Class<?> top, Class<?>... commands) {
        var program = new CommandLine(top, beans);
        for (var command : commands) {
            program.addSubcommand(new CommandLine(command, beans));
        }
        return common(program)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(new PrintWriter(terminal.out(), true, UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, UTF_8))
                .setExecutionStrategy(parsed -> run(parsed, help))
                .setExecutionExceptionHandler(errors)
                .setParameterExceptionHandler(errors);
    }

    /** Runs it to its exit code, also where the virtual machine gives up, which picocli leaves to its caller. */
    public int execute(CommandLine program, String... arguments) {
        typed.set(arguments);
        errors.begin();
        try {
            return terminal.exitCode(program.execute(arguments));
        } catch (RuntimeException | Error e) {
            return errors.handle(e);
        }
    }

    /** The same commands and options without any service behind them: to describe and to parse, not to run. */
    public static CommandLine description(Class<?> top) {
        return common(new CommandLine(top, new WithoutServices()));
    }

    private static CommandLine common(CommandLine commandLine) {
        answerVersion(commandLine);
        return commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Each command takes {@code --version}, and without this only the top one would know what to say. */
    private static void answerVersion(CommandLine commandLine) {
        commandLine.getCommandSpec().versionProvider(new VersionLines());
        commandLine.getSubcommands().values().forEach(CommandLineSetup::answerVersion);
    }

    private int run(ParseResult parsed, HelpText help) {
        for (var each : parsed.asCommandLineList()) {
            if (each.isUsageHelpRequested()) {
                terminal.print(help.of(each, terminal.helpWidth(), global.colours()));
                return ExitCode.OK;
            }
        }
        refuseUseless(parsed);
        return new RunLast().execute(parsed);
    }

    /** An option that is not for the command which runs would be ignored, which its user does not expect. */
    private static void refuseUseless(ParseResult parsed) {
        var levels = parsed.asCommandLineList();
        var spec = levels.getLast().getCommandSpec();
        for (var result = parsed; result != null; result = result.subcommand()) {
            boolean above = result.hasSubcommand() && result.commandSpec().parent() != null;
            for (var option : result.matchedOptions()) {
                if (UsefulOptions.isUseless(spec, option) || (above && !isInherited(option))) {
                    throw new ParameterException(
                            spec.commandLine(),
                            "%s does nothing for '%s'"
                                    .formatted(
                                            option.longestName(),
                                            spec.qualifiedName().replaceFirst("^\\S+ ", "")));
                }
            }
        }
    }

    private static boolean isInherited(OptionSpec option) {
        return option.inherited() || option.scopeType() == CommandLine.ScopeType.INHERIT;
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
