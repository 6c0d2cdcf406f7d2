package dev.seedbank.seed;

import dev.seedbank.backend.SeedComparison;
import dev.seedbank.backend.SeedStates;
import dev.seedbank.cli.FailureFacts;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.seed.SeedPlan.PlannedFile;
import dev.seedbank.seed.SeedPlan.StorePlan;
import dev.seedbank.seed.generate.GeneratedRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the rows of seed files stand to those of the databases, file by file. */
record SeedStatus(List<File> files, List<SkippedInput> leftOut) implements Report {
    private static final List<String> HEADING =
            List.of("SET", "COLLECTION", "PRESENT", "NEW", "CHANGED IN FILE", "CHANGED IN DATABASE", "DELETED");

    SeedStatus {
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * One file.
     *
     * @param store the store's name
     * @param states none where there is a failure
     * @param failure why it could not be compared
     */
    record File(String store, PlannedFile planned, SeedStates states, Optional<Failure> failure) {
        String label() {
            return store + "/" + planned.file().label();
        }
    }

    /** Compares all files of a plan, which has been read through. */
    static SeedStatus of(SeedPlan plan, Progress progress) {
        var files = new ArrayList<File>();
        long rows = plan.stores().stream()
                .flatMap(store -> store.files().stream())
                .mapToLong(PlannedFile::rows)
                .sum();
        try (var work = progress.work("compare", Progress.Unit.ROWS, rows)) {
            for (var store : plan.stores()) {
                try (var comparison = store.store().seedComparison()) {
                    comparison
                            .unknown()
                            .ifPresent(why -> progress.note("%s: %s. Rows that differ count as changed in the database"
                                    .formatted(store.store().settings().name(), why)));
                    store.files().forEach(file -> files.add(compare(plan, store, file, comparison, work)));
                }
            }
        }
        return new SeedStatus(files, plan.leftOut());
    }

    private static File compare(
            SeedPlan plan, StorePlan store, PlannedFile file, SeedComparison comparison, Progress.Work work) {
        var name = store.store().settings().name();
        if (file.problem().isPresent()) {
            return failed(name, file, file.problem().get());
        }
        var meter = work.part(name + "/" + file.file().label(), file.rows());
        try (var rows = file.file().open()) {
            var fields = file.fields(plan.sources().withoutHashing());
            var states = comparison.compare(
                    file.target(plan.request().mode()),
                    new GeneratedRows(rows, fields, meter),
                    file.source().get());
            return new File(name, file, states, Optional.empty());
        } catch (OperationFailed | UsageFailure e) {
            return failed(name, file, e);
        }
    }

    private static File failed(String store, PlannedFile file, Failure failure) {
        return new File(
                store,
                file,
                SeedStates.NONE,
                Optional.of(SeedFailure.at(store, file).of(failure)));
    }

    private SeedStates total() {
        return files.stream().map(File::states).reduce(SeedStates.NONE, SeedStates::plus);
    }

    @Override
    public List<String> lines() {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADING);
        files.forEach(file -> rows.add(row(file)));
        var lines = new ArrayList<>(files.isEmpty() ? List.<String>of() : Text.table(rows, 2, 3, 4, 5, 6));
        leftOut.forEach(it -> lines.add("Left out: %s (%s)".formatted(Text.printable(it.what()), it.why())));
        if (files.isEmpty()) {
            lines.add("No seed files are for this environment and these stores");
        } else if (errors().isEmpty()) {
            lines.add("%s present, as the files say".formatted(rows(total().present(), "is", "are")));
        }
        return lines;
    }

    private static List<String> row(File file) {
        var states = file.states();
        var cells = new ArrayList<>(List.of(Text.printable(file.planned().set().name()), Text.printable(file.label())));
        if (file.failure().isPresent()) {
            cells.addAll(List.of("?", "?", "?", "?", "?"));
        } else {
            for (long count : List.of(
                    states.present(),
                    states.added(),
                    states.changedInFile(),
                    states.changedInDatabase(),
                    states.deleted())) {
                cells.add(Long.toString(count));
            }
        }
        return cells;
    }

    @Override
    public List<Failure> errors() {
        var errors = new ArrayList<Failure>();
        files.forEach(file -> file.failure().ifPresent(errors::add));
        if (!total().isClean()) {
            errors.add(new CheckFailed("Seeds: " + words(total()), advice(total())));
        }
        return errors;
    }

    private static String words(SeedStates states) {
        var words = new ArrayList<String>();
        if (states.added() > 0) {
            words.add(rows(states.added(), "is", "are") + " new");
        }
        if (states.changedInFile() > 0) {
            words.add(rows(states.changedInFile(), "has", "have") + " changed in the file");
        }
        if (states.changedInDatabase() > 0) {
            words.add(rows(states.changedInDatabase(), "has", "have") + " changed in the database");
        }
        if (states.deleted() > 0) {
            words.add(rows(states.deleted(), "was", "were") + " deleted in the database");
        }
        return String.join(", ", words);
    }

    private static String rows(long count, String one, String many) {
        return "%s %s".formatted(Text.count(count, "row"), count == 1 ? one : many);
    }

    private static String advice(SeedStates states) {
        var advice = new ArrayList<String>();
        if (states.added() + states.deleted() > 0) {
            advice.add("To insert the missing rows: seedbank seed");
        }
        if (states.changedInFile() + states.changedInDatabase() > 0) {
            advice.add("To update the database from the files: seedbank seed --update");
        }
        return String.join(". ", advice);
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("files", files.stream().map(SeedStatus::facts).toList());
        facts.put(
                "leftOut",
                leftOut.stream()
                        .map(it -> Map.of("what", it.what(), "why", it.why()))
                        .toList());
        return facts;
    }

    private static Map<String, Object> facts(File file) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("store", file.store());
        facts.put("set", file.planned().set().name());
        facts.put("collection", file.planned().file().label());
        facts.put("file", file.planned().file().shown());
        facts.put("rows", file.planned().rows());
        facts.put("present", file.states().present());
        facts.put("new", file.states().added());
        facts.put("changedInFile", file.states().changedInFile());
        facts.put("changedInDatabase", file.states().changedInDatabase());
        facts.put("deleted", file.states().deleted());
        facts.put("repeated", file.states().repeated());
        facts.put("error", file.failure().map(FailureFacts::of).orElse(null));
        return facts;
    }

    /** The files whose rows are not all there as they say. */
    @Override
    public List<String> names() {
        return files.stream()
                .filter(file -> file.failure().isPresent() || !file.states().isClean())
                .map(file -> file.planned().file().shown())
                .toList();
    }
}
