package dev.seedbank.migrate;

import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Where;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a check of files and history found.
 *
 * @param tried how many down scripts were run in a scratch database; empty if none were to be
 */
record ValidateResult(int checked, OptionalInt tried, List<MigrationProblem> problems, Project project)
        implements Report {
    ValidateResult {
        problems = List.copyOf(problems);
    }

    /** The same, with what was found by trying the ways back. */
    ValidateResult and(Downs.Found found) {
        var all = new ArrayList<>(problems);
        all.addAll(found.problems());
        return new ValidateResult(checked, OptionalInt.of(tried.orElse(0) + found.tried()), all, project);
    }

    static ValidateResult of(List<StoreStanding> all, Project project) {
        return new ValidateResult(
                all.stream()
                        .mapToInt(it -> it.standing().folder().migrations().size())
                        .sum(),
                OptionalInt.empty(),
                all.stream()
                        .flatMap(it -> MigrationProblem.of(it.store(), it.standing()).stream())
                        .toList(),
                project);
    }

    @Override
    public List<String> lines() {
        if (checked == 0 && problems.isEmpty()) {
            return List.of(MigrationSource.none(project));
        }
        var lines = new ArrayList<String>();
        for (var problem : problems) {
            lines.add("%s: %s".formatted(problem.store(), Text.printable(problem.what())));
            problem.lines().forEach(line -> lines.add("  " + Text.printable(line)));
        }
        tried.ifPresent(number ->
                lines.add(Text.count(number, "down script") + " tried in a scratch database: up, down and up again"));
        lines.add(
                problems.isEmpty()
                        ? "%s checked: all fit the history".formatted(Text.count(checked, "migration"))
                        : "%s found in %s"
                                .formatted(Text.count(problems.size(), "problem"), Text.count(checked, "migration")));
        return lines;
    }

    @Override
    public List<Failure> errors() {
        if (problems.isEmpty()) {
            return List.of();
        }
        var found = new CheckFailed(
                Text.count(problems.size(), "problem") + " in the migrations",
                "Fix the files, then run seedbank migrate. If it is the history that is wrong: seedbank migrate repair");
        var stores = problems.stream().map(MigrationProblem::store).distinct().toList();
        return List.of(
                stores.size() == 1
                        ? Where.at(Where.Key.STORE, stores.getFirst()).of(found)
                        : found);
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("valid", problems.isEmpty());
        facts.put("checked", checked);
        tried.ifPresent(number -> facts.put("downsTried", number));
        facts.put("problems", problems.stream().map(MigrationProblem::facts).toList());
        return facts;
    }
}
