package dev.seedbank.reset;

import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.Failure;
import dev.seedbank.index.IndexResult;
import dev.seedbank.migrate.MigrateResult;
import dev.seedbank.model.ApplyResult;
import dev.seedbank.schema.StructureResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a reset did.
 *
 * @param removed of each store, what went, in a few words
 * @param collections those that were emptied or dropped, as JSON documents name them
 * @param lost what went although no backup has it
 * @param seeded empty if there was nothing to seed, or it was not wanted
 */
public record ResetResult(
        boolean structure,
        Map<String, String> removed,
        List<Map<String, Object>> collections,
        List<Failure> lost,
        MigrateResult migrated,
        StructureResult built,
        IndexResult indexed,
        ApplyResult modelled,
        Optional<Report> seeded,
        Optional<String> safetyBackup)
        implements Report {
    public ResetResult {
        removed = new LinkedHashMap<>(removed);
        collections = List.copyOf(collections);
        lost = List.copyOf(lost);
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        removed.forEach((store, what) -> lines.add("Reset %s: %s".formatted(Text.printable(store), what)));
        if (!migrated.stores().isEmpty()) {
            lines.addAll(migrated.lines());
        }
        lines.addAll(built.lines());
        if (!indexed.stores().isEmpty()) {
            lines.addAll(indexed.lines());
        }
        if (!modelled.plan().parts().isEmpty()) {
            lines.addAll(modelled.lines());
        }
        seeded.ifPresent(it -> lines.addAll(it.lines()));
        return lines;
    }

    @Override
    public List<Hint> hints() {
        return safetyBackup.map(_ -> new Hint("To undo this", List.of("undo"))).stream()
                .toList();
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        seeded.ifPresent(it -> facts.putAll(it.facts()));
        facts.put("dryRun", false);
        facts.put("structure", structure);
        facts.put("collections", collections);
        facts.put("migrations", migrated.files());
        facts.put("objects", built.objects());
        facts.put("indexes", indexed.changed());
        facts.put("models", modelled.names());
        facts.put("safetyBackup", safetyBackup.orElse(null));
        return facts;
    }

    @Override
    public List<Failure> errors() {
        return Stream.of(
                        lost.stream(),
                        built.failed().stream(),
                        indexed.failed().stream(),
                        modelled.errors().stream(),
                        seeded.stream().flatMap(it -> it.errors().stream()))
                .flatMap(it -> it)
                .toList();
    }
}
