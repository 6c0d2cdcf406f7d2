package dev.seedbank.backup;

import dev.seedbank.archive.Manifest;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What reading a backup again found. */
record Verification(String name, Manifest manifest, List<String> problems) implements Report {
    Verification {
        problems = List.copyOf(problems);
    }

    @Override
    public List<String> lines() {
        if (manifest.external()) {
            return List.of("Backup %s can be read (%s). Another program wrote it: it has no checksums to check."
                    .formatted(name, Text.count(manifest.rows(), "row")));
        }
        if (problems.isEmpty()) {
            return List.of("Backup %s is intact: %s, %s, %s"
                    .formatted(
                            name,
                            Text.count(manifest.collections(), "collection"),
                            Text.count(manifest.rows(), "row"),
                            Text.size(manifest.bytes())));
        }
        var lines = new ArrayList<String>();
        lines.add("Backup %s is damaged:".formatted(name));
        problems.forEach(problem -> lines.add("  " + Text.printable(problem)));
        return lines;
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of(
                "name", name, "whole", problems.isEmpty(), "checksums", !manifest.external(), "problems", problems);
    }

    @Override
    public ExitCode exitCode() {
        return problems.isEmpty() ? ExitCode.DONE : ExitCode.CHECK_FOUND;
    }
}
