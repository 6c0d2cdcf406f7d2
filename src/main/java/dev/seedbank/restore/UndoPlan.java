package dev.seedbank.restore;

import dev.seedbank.backup.CommandWords;
import dev.seedbank.cli.DryRun;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.guard.Plan;
import dev.seedbank.repository.LoggedCommand;
import dev.seedbank.repository.LoggedCommand.Ending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which command would be taken back, and what would be put where. */
public record UndoPlan(LoggedCommand command, RestorePlan restore) implements Report, Plan {
    static Map<String, Object> facts(LoggedCommand command) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("command", command.invocation().command());
        facts.put("startedAt", command.invocation().startedAt().toString());
        facts.put("profile", command.invocation().profile());
        facts.put("ending", command.ending().name().toLowerCase(java.util.Locale.ROOT));
        return facts;
    }

    @Override
    public Report dryRun(Progress progress) throws IOException {
        restore.dryRun(progress);
        return new DryRun(this);
    }

    @Override
    public String question() {
        var removed = restore.removals();
        var also = removed.isEmpty() ? "" : " It REMOVES %s.".formatted(Text.names(removed));
        return "This REVERTS %s to what it was before %s; later changes are lost.%s"
                .formatted(restore.databases(), CommandWords.of(command), also);
    }

    @Override
    public List<String> announcement() {
        return lines("Undoing", restore.announcement());
    }

    @Override
    public List<String> lines() {
        return lines("Would undo", restore.lines());
    }

    private List<String> lines(String verb, List<String> restored) {
        var lines = new ArrayList<String>();
        var ending = command.ending() == Ending.DONE ? "" : ", which did not end well";
        lines.add("%s %s%s".formatted(verb, CommandWords.of(command), ending));
        lines.addAll(restored);
        return lines;
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<>(restore.facts());
        facts.put("undoes", facts(command));
        return facts;
    }
}
