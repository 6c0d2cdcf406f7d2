package dev.seedbank.schema;

import picocli.CommandLine.Command;

/** {@code seedbank schema}: what there is to know of structure. */
@Command(
        name = "schema",
        header = "Show how the database's structure differs from its migrations or files.",
        mixinStandardHelpOptions = true,
        subcommands = SchemaDiffCommand.class,
        footer = {"", "Example:", "  seedbank schema diff"})
public class SchemaCommand {}
