package dev.seedbank.index;

import picocli.CommandLine.Command;

/** {@code seedbank index}: the commands about declared indexes. */
@Command(
        name = "index",
        header = "Compare the declared indexes with those that exist, build, drop or write them.",
        mixinStandardHelpOptions = true,
        subcommands = {
            IndexApplyCommand.class,
            IndexStatusCommand.class,
            IndexPruneCommand.class,
            IndexPullCommand.class
        },
        footer = {"", "Examples:", "  seedbank index apply --dry-run", "  seedbank index status"})
public class IndexCommand {}
