package dev.seedbank.migrate;

import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a check of files and history found. */
record ValidateResult(int checked, List<MigrationProblem> problems) implements Report {
    ValidateResult {
        problems = List.copyOf(problems);
    }

    static ValidateResult of(List<StoreStanding> all) {
        return new ValidateResult(
                all.stream()
                        .mapToInt(it -> it.standing().folder().migrations().size())
                        .sum(),
                all.stream()
                        .flatMap(it -> MigrationProblem.of(it.store(), it.standing()).stream())
                        .toList());
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var problem : problems) {
            lines.add("%s: %s".formatted(problem.store(), Text.printable(problem.what())));
            problem.lines().forEach(line -> lines.add("  " + Text.printable(line)));
        }
        lines.add(
                problems.isEmpty()
                        ? "%s checked: all fit the history".formatted(Text.count(checked, "migration"))
                        : "%s found in %s"
                                .formatted(Text.count(problems.size(), "problem"), Text.count(checked, "migration")));
        return lines;
    }

    @Override
    public ExitCode exitCode() {
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FOUND;
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of(
                "valid",
                problems.isEmpty(),
                "checked",
                checked,
                "problems",
                problems.stream().map(MigrationProblem::facts).toList());
    }
}
