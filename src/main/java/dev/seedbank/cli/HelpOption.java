package dev.seedbank.cli;

import picocli.CommandLine.Option;

/** {@code --help} for a command that has a {@code --version} of its own: picocli adds its own two options together or not at all. */
public class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    boolean help;
}
