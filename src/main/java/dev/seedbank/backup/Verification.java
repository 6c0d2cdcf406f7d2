package dev.seedbank.backup;

import dev.seedbank.archive.Manifest;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What reading a backup again found. */
record Verification(String name, Optional<Manifest> manifest, List<String> problems) implements Report {
    Verification {
        problems = List.copyOf(problems);
    }

    @Override
    public List<String> lines() {
        if (problems.isEmpty()) {
            return List.of(manifest.map(this::good).orElse("Backup " + name));
        }
        var lines = new ArrayList<String>();
        lines.add("Backup %s is damaged:".formatted(name));
        problems.forEach(problem -> lines.add("  " + Text.printable(problem)));
        return lines;
    }

    private String good(Manifest found) {
        return found.external()
                ? "Backup %s can be read (%s). Another program wrote it: it has no checksums to check."
                        .formatted(name, Text.count(found.rows(), Backup.noun(found)))
                : "Backup %s is intact: %s, %s"
                        .formatted(
                                name,
                                Text.count(found.collections(), "collection"),
                                Text.count(found.rows(), Backup.noun(found)));
    }

    @Override
    public List<String> names() {
        return List.of(name);
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of(
                "name",
                name,
                "intact",
                problems.isEmpty(),
                "checksums",
                manifest.stream().noneMatch(Manifest::external),
                "problems",
                problems);
    }

    @Override
    public List<Failure> errors() {
        if (problems.isEmpty()) {
            return List.of();
        }
        var found = new CheckFailed(
                "The check of backup %s found %s".formatted(name, Text.count(problems.size(), "problem")),
                "Use another backup: seedbank backup list");
        return List.of(Where.at(Where.Key.BACKUP, name).of(found));
    }
}
