package dev.seedbank.guard;

import dev.seedbank.cli.Consent;
import dev.seedbank.cli.Terminal;
import dev.seedbank.config.ShellWord;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.GuardRefusal;
import java.util.Optional;

/** Who agrees to what is going to be done, and how: on the terminal, or in advance by options; a coding agent only by the database's name. */
record Questions(Terminal terminal) {
    /**
     * A yes/no question that is not about a database, such as deleting a backup.
     *
     * @throws GuardRefusal if the answer is not yes, or nobody can be asked and {@code --confirm} was not given
     */
    void confirm(String question, Consent consent) {
        if (consent.confirm()) {
            return;
        }
        if (!terminal.interactive()) {
            throw new GuardRefusal(
                    ErrorCode.NOT_CONFIRMED,
                    "Confirmation needed, but there is no terminal to ask on. Nothing was changed",
                    "To go ahead without being asked, add --confirm.",
                    null);
        }
        var answer = terminal.ask(question + " Continue? (yes/no): ").orElse("");
        if (!answer.equalsIgnoreCase("yes") && !answer.equalsIgnoreCase("y")) {
            throw new GuardRefusal(ErrorCode.NOT_CONFIRMED, "Not confirmed. Nothing was changed", "", null);
        }
    }

    void refuseAgent(Targets targets) {
        var agent = CodingAgents.variable(terminal.environment());
        if (agent.isPresent() && !confirmedByName(targets)) {
            throw new GuardRefusal(
                    "A coding agent started this (%s is set): '%s' needs the database's name, not only --confirm"
                            .formatted(agent.get(), targets.action().command()),
                    "If its user means it, add " + options(targets));
        }
    }

    /** A question is for the user. */
    void refuseAgentsAnswer(Consent consent) {
        var agent = CodingAgents.variable(terminal.environment());
        if (agent.isPresent() && !consent.confirm()) {
            throw new GuardRefusal(
                    ErrorCode.NOT_CONFIRMED,
                    "A coding agent started this (%s is set), which cannot answer for its user. Nothing was changed"
                            .formatted(agent.get()),
                    "If its user means it, add --confirm.",
                    null);
        }
    }

    /** Whoever typed another database's name meant that one. */
    static void refuseWrongName(Targets targets) {
        for (var typed : targets.consent().databases()) {
            if (!targets.databases().contains(typed)) {
                var whose =
                        targets.databases().size() == 1 ? "this database's name" : "the name of one of these databases";
                throw new GuardRefusal(
                        "'%s' is not %s. Nothing was changed".formatted(typed, whose),
                        "If you mean it, give " + options(targets));
            }
        }
    }

    void requireNames(Targets targets, String question) {
        if (confirmedByName(targets)) {
            return;
        }
        if (!targets.consent().databases().isEmpty() || !terminal.interactive()) {
            throw new GuardRefusal(
                    "'%s' in production needs the name of each database. Nothing was changed"
                            .formatted(targets.action().command()),
                    "Add " + options(targets));
        }
        for (var database : targets.databases()) {
            var typed = terminal.ask("%s Type the name of the database (%s): ".formatted(question, database));
            if (!typed.equals(Optional.of(database))) {
                throw new GuardRefusal(ErrorCode.NOT_CONFIRMED, "That is not its name. Nothing was changed", "", null);
            }
        }
    }

    static boolean confirmedByName(Targets targets) {
        return targets.consent().databases().containsAll(targets.databases());
    }

    private static String options(Targets targets) {
        return String.join(
                " ",
                targets.databases().stream()
                        .map(name -> "--confirm-database " + ShellWord.of(name))
                        .toList());
    }
}
