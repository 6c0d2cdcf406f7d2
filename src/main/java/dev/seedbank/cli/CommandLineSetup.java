package dev.seedbank.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs command lines, with our way to show help and to tell errors. */
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

    /**
     * Runs a command line to its exit code, also where the virtual machine gives up, which picocli leaves to its caller.
     *
     * @param program a {@link #description}; it is filled with the arguments
     */
    public int execute(CommandLine program, HelpText help, String... arguments) {
        program.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setOut(new PrintWriter(terminal.out(), true, UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, UTF_8))
                .setExecutionStrategy(parsed -> run(parsed, help))
                .setParameterExceptionHandler((thrown, words) -> {
                    fillGlobal(program);
                    return errors.handleParseException(thrown, words);
                });
        typed.set(arguments);
        errors.begin();
        try {
            return terminal.exitCode(program.execute(arguments));
        } catch (RuntimeException | Error e) {
            return errors.handle(e);
        }
    }

    /**
     * Commands and options without any service behind them: to describe and to parse. Reading them from the annotations takes longer
     * than all else that a short command does before it connects, so that the binary has them from its build.
     *
     * @param commands further ones than those that {@code top} names itself
     */
    public static CommandLine description(Class<?> top, Class<?>... commands) {
        var factory = new WithoutServices();
        var program = new CommandLine(top, factory);
        for (var command : commands) {
            program.addSubcommand(new CommandLine(command, factory));
        }
        return program.setCaseInsensitiveEnumValuesAllowed(true);
    }

    private int run(ParseResult parsed, HelpText help) {
        fillGlobal(parsed.commandSpec().commandLine());
        for (var each : parsed.asCommandLineList()) {
            if (each.isUsageHelpRequested()) {
                terminal.print(help.of(each, terminal.helpWidth(), global.colours()));
                return ExitCode.OK;
            }
            if (each.isVersionHelpRequested()) {
                terminal.print(VersionLines.text());
                return ExitCode.OK;
            }
        }
        refuseUseless(parsed);
        var spec = parsed.asCommandLineList().getLast().getCommandSpec();
        refuseGroup(spec);
        return run(spec);
    }

    /** A word such as {@code index} that only stands before others. */
    private static void refuseGroup(CommandSpec spec) {
        if (!(spec.userObject() instanceof Callable) && !(spec.userObject() instanceof Runnable)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'%s' needs one of its commands: %s"
                            .formatted(
                                    spec.name(),
                                    String.join(", ", spec.subcommands().keySet())));
        }
    }

    private void fillGlobal(CommandLine program) {
        program.getCommandSpec().mixins().values().stream()
                .filter(it -> it.userObject() instanceof GlobalOptions)
                .forEach(it -> Filling.fill(global, it));
    }

    /** With its services, as picocli would. */
    private int run(CommandSpec spec) {
        try {
            global.checkLog();
            var command = beans.create(spec.userObject().getClass());
            Filling.fill(command, spec);
            if (command instanceof Callable<?> callable) {
                return (Integer) callable.call();
            }
            ((Runnable) command).run();
            return ExitCode.OK;
        } catch (ParameterException e) {
            throw e;
        } catch (Exception e) {
            return errors.handle(e);
        }
    }

    /** An option that is not for the command which runs would be ignored, which its user does not expect. */
    private static void refuseUseless(ParseResult parsed) {
        var levels = parsed.asCommandLineList();
        var spec = levels.getLast().getCommandSpec();
        for (var result = parsed; result != null; result = result.subcommand()) {
            boolean above = result.hasSubcommand() && result.commandSpec().parent() != null;
            if (above && result.hasMatchedPositional(0)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "'%s' must come after '%s'"
                                .formatted(
                                        result.originalArgs()
                                                .get(result.originalArgs().indexOf(spec.name()) - 1),
                                        spec.qualifiedName().replaceFirst("^\\S+ ", "")));
            }
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
