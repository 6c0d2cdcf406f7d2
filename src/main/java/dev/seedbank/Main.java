package dev.seedbank;

import dev.seedbank.backup.Backups;
import dev.seedbank.cli.CommandLineSetup;
import dev.seedbank.cli.Interrupts;
import dev.seedbank.cli.Terminal;
import dev.seedbank.cli.VersionLines;
import dev.seedbank.cli.help.CommandTree;
import dev.seedbank.cli.help.HelpCommand;
import dev.seedbank.cli.help.HelpPages;
import dev.seedbank.cli.help.ManCommand;
import dev.seedbank.completion.Completion;
import dev.seedbank.config.ProgramVersion;
import dev.seedbank.failure.ExitCode;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Where the program starts. Of Quarkus it uses what is done at build time, and at run time its beans alone: pools, event loops,
 * transactions and configuration sources would be started for nobody, and would read files of the project that are not meant
 * for Seedbank (docs/adr/0003-beans-without-runtime.md). What is asked without a database is answered even without beans.
 */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... arguments) {
        Locale.setDefault(Locale.ROOT); // drivers word their errors in English then, as the program does
        int code = answer(arguments).orElseGet(() -> run(arguments));
        // Not an orderly exit: one that a signal has begun meanwhile would win, with a code of its own.
        Runtime.getRuntime().halt(code);
    }

    /** The kinds of backup storage are beans: completion starts the container only for questions about backups. */
    private static Backups backups() {
        return Arc.initialize().instance(Backups.class).get();
    }

    private static int run(String... arguments) {
        Interrupts.watch();
        Logger.getLogger("").setLevel(Level.OFF); // an error is told by the command line, once
        var setup = Arc.initialize().instance(CommandLineSetup.class).get();
        return setup.execute(commandLine(arguments), HelpPages::page, arguments);
    }

    /** On the JVM, a command line that begins with a command's name has only that command read, and is there sooner. */
    private static CommandLine commandLine(String... arguments) {
        var asked = ProgramVersion.isNative() || arguments.length == 0 ? null : Commands.BY_NAME.get(arguments[0]);
        return asked == null ? Finished.DESCRIPTION : CommandLineSetup.description(RootCommand.class, asked);
    }

    /** The exit code of a question that needs no command; empty if it is none. */
    private static Optional<Integer> answer(String... arguments) {
        var terminal = new Terminal();
        return text(terminal, arguments).map(text -> {
            terminal.print(text);
            return terminal.exitCode(ExitCode.DONE.number());
        });
    }

    private static Optional<String> text(Terminal terminal, String... arguments) {
        if (VersionLines.asked(arguments)) {
            return Optional.of(VersionLines.text());
        }
        if (Completion.asked(arguments)) {
            return Optional.of(Completion.answer(Finished.COMMANDS, terminal.environment(), Main::backups, arguments));
        }
        return HelpPages.asked(arguments)
                ? Finished.PAGES.answer(terminal::helpWidth, terminal.showsColours(), arguments)
                : Optional.empty();
    }

    /** Read from the annotations; in the binary when it is built. */
    private static final class Commands {
        private static final Set<Class<?>> TELLING_OF_ALL = Set.of(HelpCommand.class, ManCommand.class);

        static final Map<String, Class<?>> BY_NAME = Stream.of(
                        SeedbankCommand.class.getAnnotation(Command.class).subcommands())
                .filter(type -> !TELLING_OF_ALL.contains(type))
                .collect(Collectors.toUnmodifiableMap(
                        type -> type.getAnnotation(Command.class).name(), type -> type));
    }

    /** Apart from the class, so that the JVM makes them only when they are asked for; the binary has them from its build. */
    private static final class Finished {
        private static final CommandLine DESCRIPTION = CommandLineSetup.description(SeedbankCommand.class);
        static final HelpPages PAGES = HelpPages.of(DESCRIPTION);
        static final CommandTree COMMANDS = CommandTree.of(DESCRIPTION);
    }
}
