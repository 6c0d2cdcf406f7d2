package dev.seedbank.model;

import picocli.CommandLine.Command;

/** {@code seedbank model}: the commands about models of documents. */
@Command(
        name = "model",
        header = "Compare documents with their models, set validators, or write a first model from the data.",
        mixinStandardHelpOptions = true,
        subcommands = {ModelCheckCommand.class, ModelApplyCommand.class, ModelInferCommand.class},
        footer = {"", "Examples:", "  seedbank model check", "  seedbank model apply --dry-run"})
public class ModelCommand {}
