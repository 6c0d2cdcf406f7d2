package dev.seedbank.backup;

import dev.seedbank.cli.Text;
import dev.seedbank.repository.LoggedCommand;

/** How a logged command is told of. */
public final class CommandWords {
    private CommandWords() {}

    /** {@code 'seedbank clean --confirm' of 2026-01-28 10:30:00 UTC}. */
    public static String of(LoggedCommand command) {
        var invocation = command.invocation();
        return "'%s' of %s".formatted(Text.printable(invocation.command()), Text.time(invocation.startedAt()));
    }
}
