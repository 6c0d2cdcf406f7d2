package dev.seedbank.cli.help;

import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.Terminal;
import dev.seedbank.cli.WithoutOptions;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code seedbank help COMMAND}; {@link HelpPages} answers it where nothing else stands on the command line. */
@Command(
        name = "help",
        header = "Show the help of a command.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank help backup verify"})
@WithoutOptions({"--profile", "--config", "--store", "--output", "--quiet", "--verbose"})
public class HelpCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Its name; default: all commands.")
    List<String> words = List.of();

    @Spec
    CommandSpec spec;

    @Inject
    Terminal terminal;

    @Inject
    GlobalOptions global;

    @Override
    public Integer call() {
        var command = spec.root().commandLine();
        for (var word : words) {
            var below = command.getSubcommands().get(word);
            if (below == null) {
                throw new UnmatchedArgumentException(command, List.of(word));
            }
            command = below;
        }
        terminal.print(HelpPages.page(command, terminal.helpWidth(), global.colours()));
        return CommandLine.ExitCode.OK;
    }
}
