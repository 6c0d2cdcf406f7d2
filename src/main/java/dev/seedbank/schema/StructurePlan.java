package dev.seedbank.schema;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Environment;
import dev.seedbank.failure.Failure;
import dev.seedbank.guard.Plan;
import dev.seedbank.guard.Targets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What stores lack of what {@code schema/} declares, for a command that does other things as well.
 *
 * @param parts of the stores that have such files and no migrations
 * @param patience how long to wait for somebody else who changes structure
 */
public record StructurePlan(List<StorePlan> parts, Targets targets, Duration patience) implements Plan {
    public StructurePlan {
        parts = List.copyOf(parts);
    }

    /** Whether nothing is lacking. */
    public boolean isEmpty() {
        return parts.stream().allMatch(StorePlan::isEmpty);
    }

    boolean isProduction() {
        return targets.project().profile().environment() == Environment.PRODUCTION;
    }

    /** {@code main: 3 statements}, for each store that lacks something. */
    public List<String> words() {
        return parts.stream()
                .filter(it -> !it.isEmpty())
                .map(it -> "%s: %s"
                        .formatted(
                                Text.printable(it.name()),
                                StepText.statements(it.plan().steps().size())))
                .toList();
    }

    /** Why it is not run; empty if it can be. */
    public Optional<Failure> problem(Predicate<StoreReader> mayLose) {
        for (var part : parts) {
            var problem = part.problems().stream().findFirst();
            if (problem.isPresent()) {
                return problem;
            }
            if (!part.losses().isEmpty() && !mayLose.test(part.store())) {
                return Optional.of(part.loss(isProduction(), "seedbank push"));
            }
        }
        return Optional.empty();
    }

    @Override
    public void check() {
        problem(_ -> false).ifPresent(it -> {
            throw it;
        });
    }

    /** Production sees what is to be run before it is asked. */
    @Override
    public List<String> announcement() {
        return isProduction() ? lines() : List.of();
    }

    private List<String> lines() {
        return parts.stream()
                .filter(it -> !it.isEmpty())
                .flatMap(it -> it.lines().stream())
                .toList();
    }

    @Override
    public String question() {
        int statements = parts.stream().mapToInt(it -> it.plan().steps().size()).sum();
        return statements == 0 ? "" : "This runs %s.".formatted(StepText.statements(statements));
    }

    @Override
    public Report dryRun(Progress progress) {
        return new Shown(this);
    }

    /** {@code main/table public.users}: what the statements are about. */
    public List<String> objects() {
        return parts.stream()
                .flatMap(part -> part.plan().steps().stream()
                        .map(SchemaStep::object)
                        .map(it -> Text.printable(part.name() + "/" + it)))
                .distinct()
                .toList();
    }

    /** What would be run. */
    private record Shown(StructurePlan plan) implements Report {
        @Override
        public List<String> lines() {
            return plan.lines();
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("objects", plan.objects());
        }

        @Override
        public List<Failure> errors() {
            return plan.parts.stream().flatMap(it -> it.problems().stream()).toList();
        }
    }
}
