package dev.seedbank.completion;

import dev.seedbank.cli.Terminal;
import dev.seedbank.cli.WithoutOptions;
import jakarta.inject.Inject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code seedbank completion}. */
@Command(
        name = "completion",
        header = "Print a script that completes commands, options and names in a shell.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  seedbank completion bash > /etc/bash_completion.d/seedbank",
            "  seedbank completion fish > ~/.config/fish/completions/seedbank.fish",
            "In zsh, after compinit: source <(seedbank completion zsh)"
        })
@WithoutOptions({"--profile", "--config", "--store", "--output", "--quiet"})
public class CompletionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    Shell shell;

    @Inject
    Terminal terminal;

    @Override
    public Integer call() {
        terminal.print(shell.script());
        return ExitCode.OK;
    }
}
