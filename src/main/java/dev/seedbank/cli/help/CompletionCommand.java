package dev.seedbank.cli.help;

import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.Lines;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seedbank completion}. */
@Command(
        name = "completion",
        header = "Print a script that completes commands and options in a shell.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  seedbank completion bash > /etc/bash_completion.d/seedbank",
            "  seedbank completion fish > ~/.config/fish/completions/seedbank.fish",
            "In zsh, after compinit: source <(seedbank completion zsh)"
        })
public class CompletionCommand implements Callable<Integer> {
    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    Shell shell;

    @Spec
    CommandSpec spec;

    @Inject
    GlobalOptions global;

    @Override
    public Integer call() {
        var script = shell.script(spec.root().commandLine());
        return global.output().show(Lines.of(script.stripTrailing(), Map.of("shell", shell.name(), "script", script)));
    }
}
