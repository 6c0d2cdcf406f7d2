package dev.seedbank.restore;

import dev.seedbank.backup.CommandWords;
import dev.seedbank.cli.Report;
import dev.seedbank.repository.LoggedCommand;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was put back. */
public record UndoResult(LoggedCommand command, RestoreResult restored) implements Report {
    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("Undone: %s, %s".formatted(CommandWords.of(command), restored.amount()));
        lines.addAll(restored.removedLines("they did not exist before"));
        return lines;
    }

    @Override
    public List<Hint> hints() {
        return restored.safetyBackup().map(name -> new Hint("To redo it", List.of("undo"))).stream()
                .toList();
    }

    @Override
    public List<String> names() {
        return restored.names();
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<>(restored.facts());
        facts.put("undone", UndoPlan.facts(command));
        return facts;
    }
}
