package dev.seedbank.schema;

import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.Failure;
import java.util.List;
import java.util.Map;

/**
 * What became of a plan that another command has run.
 *
 * @param failed what is still not as declared
 */
public record StructureResult(StructurePlan plan, List<Failure> failed) implements Report {
    public StructureResult {
        failed = List.copyOf(failed);
    }

    @Override
    public List<String> lines() {
        return failed.isEmpty()
                ? plan.parts().stream()
                        .map(it -> "%s: the database is as %s".formatted(Text.printable(it.name()), it.declares()))
                        .toList()
                : List.of();
    }

    /** {@code main/table public.users}: what was changed. */
    public List<String> objects() {
        return plan.objects();
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("objects", objects());
    }

    @Override
    public List<Failure> errors() {
        return failed;
    }
}
