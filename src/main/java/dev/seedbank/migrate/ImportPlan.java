package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.ForeignHistory;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.HistoryEntry.State;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Environment;
import dev.seedbank.guard.Plan;
import dev.seedbank.guard.Targets;
import dev.seedbank.migrate.adopt.Adopted;
import dev.seedbank.migrate.adopt.Adoption;
import dev.seedbank.migrate.files.Migration;
import dev.seedbank.migrate.files.MigrationFolder;
import dev.seedbank.migrate.files.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code migrate import} would write. */
record ImportPlan(HistoryImport.Request request, List<Part> parts, Targets targets) implements Plan {
    ImportPlan {
        parts = List.copyOf(parts);
    }

    /**
     * One store's part.
     *
     * @param now the time of entries whose tool does not say when they ran
     */
    record Part(StoreReader store, MigrationFolder folder, Adoption adoption, Instant now) {
        String name() {
            return store.settings().name();
        }

        ForeignHistory history() {
            return adoption.history();
        }

        /** As they are written, but for the files' texts. */
        List<HistoryEntry> entries() {
            return adoption.entries().stream()
                    .map(it -> entry(it, Optional.empty()))
                    .toList();
        }

        /** For one pass: each text is read when its entry is next. */
        Iterable<HistoryEntry> entriesWithTexts() {
            return () -> adoption.entries().stream()
                    .map(it -> entry(it, it.migration().flatMap(file -> KeptText.of(file.up()))))
                    .iterator();
        }

        private HistoryEntry entry(Adopted it, Optional<String> text) {
            var theirs = it.entry();
            return new HistoryEntry(
                    0,
                    theirs.kind(),
                    it.migration()
                            .map(file -> file.version().map(Version::text).orElse(""))
                            .orElseGet(theirs::version),
                    it.migration().map(Migration::description).orElseGet(theirs::description),
                    it.migration().map(Migration::file).orElse(""),
                    it.migration().map(Migration::checksum).orElse(""),
                    text,
                    State.DONE,
                    theirs.at().orElse(now),
                    theirs.took(),
                    theirs.by(),
                    0,
                    0,
                    "",
                    "",
                    history().tool().toString());
        }

        /** As it will be. */
        Standing standing() {
            return new Standing(folder, entries());
        }

        /** All that either side has. */
        Set<Version> versions() {
            return Stream.concat(
                            folder.migrations().stream().flatMap(it -> it.version().stream()),
                            history().entries().stream().map(it -> new Version(it.version())))
                    .collect(Collectors.toSet());
        }
    }

    ImportResult result(boolean dryRun) {
        return new ImportResult(
                dryRun, parts.stream().map(ImportResult.Imported::of).toList());
    }

    @Override
    public Report dryRun(Progress progress) {
        return result(true);
    }

    /** Production sees what is to be taken over before it is asked. */
    @Override
    public List<String> announcement() {
        return targets.project().profile().environment() == Environment.PRODUCTION
                ? parts.stream()
                        .map(part -> "To import: %s of %s into %s"
                                .formatted(
                                        Text.count(part.entries().size(), "migration"),
                                        Text.printable(part.history().shown()),
                                        part.name()))
                        .toList()
                : List.of();
    }

    @Override
    public String question() {
        return "This takes over the history of %s."
                .formatted(parts.stream().map(part -> part.history().shown()).collect(Collectors.joining(" and of ")));
    }
}
