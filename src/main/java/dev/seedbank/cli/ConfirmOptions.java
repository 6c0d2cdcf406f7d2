package dev.seedbank.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** The options of a command that asks before it writes. */
public class ConfirmOptions extends WriteOptions {
    @Option(
            names = {"-y", "--confirm"},
            description = "Answer the question with yes in advance.")
    boolean confirm;

    @Override
    public Consent consent() {
        return new Consent(confirm, List.of(), false, true);
    }
}
