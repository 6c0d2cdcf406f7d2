package dev.seedbank.cli.help;

import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Text;
import dev.seedbank.cli.WithoutOptions;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seedbank man}, for those who package the program. */
@Command(
        name = "man",
        header = "Write the manual pages of all commands into a folder.",
        hidden = true,
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  seedbank man /usr/local/share/man/man1"})
@WithoutOptions({"--profile", "--config", "--store"})
public class ManCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FOLDER",
            description = "It is created if missing, and pages already in it are overwritten.")
    Path folder;

    @Spec
    CommandSpec spec;

    @Inject
    GlobalOptions global;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(folder);
        var written = new ArrayList<String>();
        write(spec.root().commandLine(), written);
        return global.output()
                .show(Lines.of(
                        "Wrote %s into %s".formatted(Text.count(written.size(), "page"), folder),
                        Map.of("folder", folder.toString(), "pages", List.copyOf(written))));
    }

    private void write(CommandLine command, List<String> written) throws IOException {
        if (command.getCommandSpec().usageMessage().hidden()) {
            return;
        }
        var page = new ManPage(command);
        Files.writeString(folder.resolve(page.file()), page.text());
        written.add(page.file());
        for (var sub : command.getSubcommands().values()) {
            write(sub, written);
        }
    }
}
