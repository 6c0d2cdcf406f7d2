package dev.seedbank.restore;

import dev.seedbank.backup.BackupRow;
import dev.seedbank.backup.Backups;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Terminal;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.GuardRefusal;
import dev.seedbank.failure.UsageFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets the user choose a backup from a table, by its number or its name. */
@ApplicationScoped
public class BackupChoice {
    private static final int OFFERED = 10;

    private final Terminal terminal;
    private final Backups backups;

    public BackupChoice(Terminal terminal, Backups backups) {
        this.terminal = terminal;
        this.backups = backups;
    }

    /**
     * Asks until there is an answer.
     *
     * @return the name, or what was typed; empty if there is none to choose
     * @throws GuardRefusal if the input ends
     */
    Optional<String> ask(Project project, Progress output) throws IOException {
        var choices = backups.choices(project);
        if (choices.isEmpty()) {
            return Optional.empty();
        }
        var shown = choices.subList(0, Math.min(OFFERED, choices.size()));
        table(shown, choices.size()).forEach(output::note);
        while (true) {
            var answer = terminal.ask("Which backup? (1-%d or a name, default 1): ".formatted(shown.size()))
                    .orElseThrow(() -> new GuardRefusal(
                            ErrorCode.NOT_CONFIRMED, "No backup was chosen. Nothing was changed", "", null));
            var chosen = chosen(answer, shown, project, output);
            if (chosen.isPresent()) {
                return chosen;
            }
        }
    }

    private static List<String> table(List<BackupRow> shown, int all) {
        var rows = new ArrayList<List<String>>();
        rows.add(numbered("", BackupRow.HEADING));
        for (int i = 0; i < shown.size(); i++) {
            rows.add(numbered(String.valueOf(i + 1), shown.get(i).cells()));
        }
        var lines = new ArrayList<>(Text.table(rows, 0, 3, 4));
        if (all > shown.size()) {
            lines.add("  and %d older ones (seedbank backup list)".formatted(all - shown.size()));
        }
        return lines;
    }

    private static List<String> numbered(String number, List<String> cells) {
        var numbered = new ArrayList<String>();
        numbered.add(number);
        numbered.addAll(cells);
        return numbered;
    }

    /** Empty if there is no such backup; then that is said. */
    private Optional<String> chosen(String answer, List<BackupRow> shown, Project project, Progress output)
            throws IOException {
        if (answer.isEmpty()) {
            return Optional.of(shown.getFirst().backup().name());
        }
        int number = answer.matches("[0-9]{1,4}") ? Integer.parseInt(answer) : 0;
        if (number >= 1 && number <= shown.size()) {
            return Optional.of(shown.get(number - 1).backup().name());
        }
        try {
            backups.find(project.backups().location(), Optional.of(answer));
            return Optional.of(answer); // as typed: a path may lead to another folder's backup of the same name
        } catch (UsageFailure e) {
            output.note(
                    number > 0
                            ? "There is no number %d.".formatted(number)
                            : "%s. %s".formatted(e.getMessage(), e.advice()));
            return Optional.empty();
        }
    }
}
