package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.guard.Plan;
import dev.seedbank.migrate.Standing.Applied;
import java.util.List;
import java.util.stream.Collectors;

/** What a rollback would revert. */
record RollbackPlan(Rollback.Target target, List<Part> parts) implements Plan {
    RollbackPlan {
        parts = List.copyOf(parts);
    }

    /** One store's part: the highest version first. */
    record Part(StoreReader store, Standing standing, List<Applied> steps) {
        Part {
            steps = List.copyOf(steps);
        }
    }

    List<StoreReader> stores() {
        return parts.stream().map(Part::store).toList();
    }

    private List<String> files() {
        return parts.stream()
                .flatMap(part -> part.steps().stream()
                        .map(step -> part.store().settings().name() + "/"
                                + step.entry().file()))
                .toList();
    }

    @Override
    public Report dryRun(Progress progress) {
        return Lines.dryRun("Would roll back:", "migrations", files());
    }

    @Override
    public List<String> announcement() {
        return parts.isEmpty()
                ? List.of()
                : List.of(
                        "To roll back: " + files().stream().map(Text::printable).collect(Collectors.joining(", ")));
    }

    @Override
    public String question() {
        var databases = parts.stream()
                .map(part -> "%s (%s)"
                        .formatted(
                                part.store().settings().name(),
                                part.store().server().database()))
                .collect(Collectors.joining(", "));
        return "This ROLLS BACK %s of %s, with the data that only they hold."
                .formatted(Text.count(files().size(), "migration"), databases);
    }
}
