package dev.seedbank.seed;

import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.cli.FailureFacts;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Environment;
import dev.seedbank.failure.ExitCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.seed.FileResult.Outcome;
import dev.seedbank.yaml.YamlWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What a run, or a dry one, did with every file. */
public final class SeedResult implements Report {
    private final boolean dryRun;
    private final Environment environment;
    private final List<FileResult> files;
    private final List<SkippedInput> leftOut;
    private final List<SeedFailure> failures;
    private final List<Failure> lost;

    /** @param lost what {@code --clean} removed although no backup has it */
    SeedResult(
            boolean dryRun,
            Environment environment,
            List<FileResult> files,
            List<SkippedInput> leftOut,
            List<SeedFailure> failures,
            List<Failure> lost) {
        this.dryRun = dryRun;
        this.environment = environment;
        this.files = List.copyOf(files);
        this.leftOut = List.copyOf(leftOut);
        this.failures = List.copyOf(failures);
        this.lost = List.copyOf(lost);
    }

    @Override
    public ExitCode exitCode() {
        return failures.isEmpty() && lost.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    @Override
    public List<Failure> errors() {
        return Stream.concat(lost.stream(), failures.stream().map(SeedFailure::failure))
                .toList();
    }

    List<FileResult> files() {
        return files;
    }

    List<SeedFailure> failures() {
        return failures;
    }

    /** Whether not a row was written that is still there. */
    boolean nothingSeeded() {
        return files.stream().noneMatch(file -> file.outcome() == Outcome.SEEDED)
                && failures.stream().allMatch(SeedFailure::undone);
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(dryRun ? "Would seed:" : summary());
        for (var file : files) {
            if (file.outcome() != Outcome.SEEDED && file.outcome() != Outcome.STORE_NOT_EMPTY) {
                lines.add("  %s/%s: %s (%s)"
                        .formatted(
                                file.store(),
                                Text.printable(file.planned().file().label()),
                                words(file),
                                Text.printable(file.planned().file().shown())));
            }
        }
        files.stream()
                .filter(file -> file.outcome() == Outcome.STORE_NOT_EMPTY)
                .map(FileResult::store)
                .distinct()
                .forEach(store -> lines.add("Left alone: %s: it has data".formatted(store)));
        if (dryRun && files.isEmpty()) {
            lines.add("  nothing");
        }
        lines.addAll(keyless());
        leftOut.forEach(it -> lines.add("Left out: %s (%s)".formatted(Text.printable(it.what()), it.why())));
        next().ifPresent(lines::add);
        return lines;
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("dryRun", dryRun);
        facts.put("environment", environment.label());
        facts.put("inserted", sum(SeedCounts::inserted));
        facts.put("updated", sum(SeedCounts::updated));
        facts.put("skipped", sum(SeedCounts::skipped));
        facts.put("files", files.stream().map(SeedResult::facts).toList());
        facts.put(
                "leftOut",
                leftOut.stream()
                        .map(it -> Map.of("what", it.what(), "why", it.why()))
                        .toList());
        facts.put(
                "failures",
                failures.stream()
                        .map(it -> Map.of(
                                "store", it.store(),
                                "set", it.set(),
                                "error", FailureFacts.of(it.failure())))
                        .toList());
        return facts;
    }

    private static Map<String, Object> facts(FileResult file) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("store", file.store());
        facts.put("set", file.planned().set().name());
        facts.put("collection", file.planned().file().label());
        facts.put("file", file.planned().file().shown());
        facts.put("outcome", file.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        facts.put("rows", file.planned().rows());
        facts.put("inserted", file.counts().inserted());
        facts.put("updated", file.counts().updated());
        facts.put("skipped", file.counts().skipped());
        facts.put("keyless", file.counts().keyless());
        return facts;
    }

    private String summary() {
        long seeded =
                files.stream().filter(it -> it.outcome() == Outcome.SEEDED).count();
        return "Seeded %s: %s"
                .formatted(
                        Text.count(seeded, "file"),
                        SeedRun.words(new SeedCounts(
                                sum(SeedCounts::inserted), sum(SeedCounts::updated), sum(SeedCounts::skipped))));
    }

    /** Once for each collection: how to say by which fields its rows are known. */
    private List<String> keyless() {
        return files.stream()
                .filter(file -> file.counts().keyless() > 0)
                .map(file -> {
                    var set = file.planned().set().name();
                    var label = file.planned().file().label();
                    return "%s/%s: %s no key and %s recognized by %s whole content. Name a key in %s: unique: {%s: FIELD}"
                            .formatted(
                                    file.store(),
                                    Text.printable(label),
                                    file.counts().keyless() == 1
                                            ? "1 row has"
                                            : file.counts().keyless() + " rows have",
                                    file.counts().keyless() == 1 ? "is" : "are",
                                    file.counts().keyless() == 1 ? "its" : "their",
                                    SeedFolder.NAME + (set.equals(SeedSet.DEFAULT) ? "" : "/" + set) + "/"
                                            + SeedSettingsFile.NAME,
                                    YamlWord.of(label));
                })
                .distinct()
                .toList();
    }

    /** Each failure says what to do about it, and here only what is true of the whole run. */
    private Optional<String> next() {
        if (dryRun) {
            return Optional.of(Lines.NOTHING_CHANGED);
        }
        if (failures.isEmpty()) {
            return Optional.of("To see what is there: seedbank status");
        }
        return nothingSeeded() ? Optional.empty() : Optional.of("What was seeded stays; another run skips it.");
    }

    private long sum(ToLongFunction<SeedCounts> count) {
        return files.stream()
                .mapToLong(file -> count.applyAsLong(file.counts()))
                .sum();
    }

    private static String words(FileResult file) {
        return switch (file.outcome()) {
            case SEEDED -> SeedRun.words(file.counts());
            case PLANNED -> Text.count(file.planned().rows(), "row");
            case STORE_NOT_EMPTY -> "left alone";
            case FAILED -> "failed";
            case NOT_RUN -> "not seeded";
            case UNDONE -> "rolled back";
        };
    }
}
