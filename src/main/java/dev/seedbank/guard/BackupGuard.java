package dev.seedbank.guard;

import dev.seedbank.cli.Consent;
import dev.seedbank.cli.Terminal;
import dev.seedbank.config.Environment;
import dev.seedbank.config.ShellWord;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.GuardRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Decides whether a backup may be deleted: a yes is enough for most, some need their name typed. */
@ApplicationScoped
public class BackupGuard {
    private final Guard guard;
    private final Terminal terminal;

    public BackupGuard(Guard guard, Terminal terminal) {
        this.guard = guard;
        this.terminal = terminal;
    }

    /** A backup that is about to be deleted. */
    public interface Deletion {
        String name();

        /** The higher of the profile's environment and the one that the backup was made in; empty if nobody can tell. */
        Optional<Environment> environment();

        /** Whose last backup that verifies it is; takes as long as reading others again. */
        List<String> lastOf() throws IOException;
    }

    /**
     * Asks, or takes what was said in advance.
     *
     * @param typed the name given with {@code --confirm-backup}; the right one answers everything
     * @throws GuardRefusal if the answer is no, or nobody can be asked
     */
    public void permit(Deletion deletion, Optional<String> typed, Consent consent) throws IOException {
        if (typed.isPresent()) {
            requireName(deletion, typed);
            return;
        }
        var agent = CodingAgents.variable(terminal.environment());
        if (agent.isPresent()) {
            throw needsName(deletion, "A coding agent started this (%s is set)".formatted(agent.get()));
        }
        var name = deletion.name();
        var special = special(deletion);
        if (special.isEmpty()) {
            guard.confirm("This deletes the backup %s.".formatted(name), consent);
        } else if (terminal.interactive()) {
            requireName(
                    deletion,
                    terminal.ask("This deletes %s, %s. Type its name to delete it: ".formatted(name, special.get())));
        } else {
            throw needsName(deletion, "%s is %s".formatted(name, special.get()));
        }
    }

    private static Optional<String> special(Deletion deletion) throws IOException {
        var environment = deletion.environment();
        if (environment.isEmpty()) {
            return Optional.of("perhaps a production backup, because nobody can read where it was made");
        }
        if (environment.get() == Environment.PRODUCTION) {
            return Optional.of("a production backup");
        }
        var last = deletion.lastOf();
        return last.isEmpty()
                ? Optional.empty()
                : Optional.of("the last backup of %s that verifies".formatted(String.join(", ", last)));
    }

    private static void requireName(Deletion deletion, Optional<String> typed) {
        if (!typed.equals(Optional.of(deletion.name()))) {
            throw new GuardRefusal(
                    ErrorCode.NOT_CONFIRMED,
                    "'%s' is not this backup's name. Nothing was deleted".formatted(typed.orElse("")),
                    "Its name is " + deletion.name(),
                    null);
        }
    }

    private static GuardRefusal needsName(Deletion deletion, String reason) {
        return new GuardRefusal(
                ErrorCode.NOT_CONFIRMED,
                "%s: 'backup delete' needs the backup's name, not only --confirm".formatted(reason),
                "If you mean it, add --confirm-backup " + ShellWord.of(deletion.name()),
                null);
    }
}
