package dev.seedbank.migrate;

import dev.seedbank.cli.Report;
import java.util.List;
import java.util.Map;

/** What {@code migrate create} wrote. */
record CreateResult(List<String> files) implements Report {
    CreateResult {
        files = List.copyOf(files);
    }

    @Override
    public List<String> lines() {
        return files.stream().map("Created "::concat).toList();
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("Write the change into it, then run it", List.of("migrate")));
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("files", files);
    }

    @Override
    public List<String> names() {
        return files;
    }
}
