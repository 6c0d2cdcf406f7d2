package dev.seedbank.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The options of a command that asks before it writes. */
public class ConfirmOptions extends WriteOptions {
    @Option(
            names = {"-y", "--confirm"},
            description = "Don't ask for confirmation.")
    boolean confirm;

    @Override
    public Consent consent() {
        return new Consent(confirm, List.of(), false, true);
    }
}
