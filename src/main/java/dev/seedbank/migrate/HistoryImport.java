package dev.seedbank.migrate;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.ForeignHistory;
import dev.seedbank.backend.migration.ForeignTool;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Migrator;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Guard;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.migrate.adopt.Adoption;
import dev.seedbank.migrate.files.Format;
import dev.seedbank.migrate.files.MigrationFolder;
import dev.seedbank.migrate.files.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes over the history that another tool has kept. What the tool has written stays as it is. */
@ApplicationScoped
public class HistoryImport {
    private final Guard guard;
    private final Clock clock;

    public HistoryImport(Guard guard, Clock clock) {
        this.guard = guard;
        this.clock = clock;
    }

    /**
     * What to take over.
     *
     * @param from empty: the only tool that has a history here
     * @param table empty: with the name that its tool gives it
     * @param accepted versions that are taken over although they do not fit the files
     */
    record Request(Optional<ForeignTool> from, String table, Set<Version> accepted) {
        Request {
            accepted = Set.copyOf(accepted);
        }
    }

    /**
     * Only reads.
     *
     * @throws UsageFailure if it is not clear which history is meant, or there is one of Seedbank's already
     * @throws CheckFailed if the history and the files do not fit together
     */
    ImportPlan plan(Request request, Targets targets, Project project) {
        var parts = new ArrayList<ImportPlan.Part>();
        var files = StoreStanding.all(targets, project);
        for (var store : targets.stores()) {
            try {
                var mine = files.stream().filter(it -> it.store().equals(store)).findFirst();
                history(store, request)
                        .filter(found -> mine.isPresent() || !found.tool().hasFiles())
                        .ifPresent(found ->
                                parts.add(part(found, mine.orElseGet(() -> withoutFiles(store)), request, project)));
            } catch (Failure e) {
                throw Where.at(Where.Key.STORE, store.settings().name()).of(e);
            }
        }
        if (parts.isEmpty()) {
            throw none(request, files, targets);
        }
        return new ImportPlan(request, parts, targets);
    }

    /** Steps of a tool that has no files. */
    private static StoreStanding withoutFiles(StoreReader store) {
        var nothing = new MigrationFolder(MigrationSource.NAME, Format.SEEDBANK, List.of());
        return new StoreStanding(store, new Standing(nothing, store.migrations()));
    }

    /** Entries of attempts that left nothing do not count. */
    private static void refuseHistory(StoreReader store, List<HistoryEntry> history) {
        if (history.stream().anyMatch(entry -> entry.isApplied() || entry.isPartial())) {
            throw new UsageFailure(
                    "%s already has a history of Seedbank's own"
                            .formatted(store.settings().name()),
                    "Another tool's history can only be taken over before the first migration. seedbank migrate status shows what is there.");
        }
    }

    private static Optional<ForeignHistory> history(StoreReader store, Request request) {
        var found = store.foreignHistories(request.table()).stream()
                .filter(it -> request.from().isEmpty() || request.from().get() == it.tool())
                .toList();
        if (found.size() > 1) {
            boolean tools = found.stream().map(ForeignHistory::tool).distinct().count() > 1;
            throw new UsageFailure(
                    "%s has several histories: %s"
                            .formatted(
                                    store.settings().name(),
                                    found.stream().map(ForeignHistory::shown).collect(Collectors.joining(", "))),
                    tools
                            ? "Choose one: seedbank migrate import --from %s"
                                    .formatted(found.getFirst().tool())
                            : "Choose one: seedbank migrate import --table %s"
                                    .formatted(found.getFirst().table()));
        }
        return found.stream().findFirst();
    }

    private static UsageFailure none(Request request, List<StoreStanding> files, Targets targets) {
        if (files.isEmpty()) {
            return UsageFailure.notFound(
                    MigrationSource.none(targets.project()), "Put the files that the other tool ran into migrations/.");
        }
        var whose = request.from().map(ForeignTool::label).orElse("another tool");
        var where = Text.names(targets.names());
        return UsageFailure.notFound(
                request.table().isEmpty()
                        ? "%s has no history of %s".formatted(where, whose)
                        : "%s has no table '%s' with a history of %s".formatted(where, request.table(), whose),
                "If its table has another name: --table NAME. If the database has no history at all: seedbank migrate baseline --version VERSION.");
    }

    private ImportPlan.Part part(ForeignHistory history, StoreStanding it, Request request, Project project) {
        refuseHistory(it.store(), it.standing().history());
        var folder = it.standing().folder();
        if (history.standing().isEmpty()) {
            throw UsageFailure.notFound(
                    "%s has no migration that was applied".formatted(history.shown()),
                    "There is nothing to take over: seedbank migrate runs all files.");
        }
        var path = project.folder().resolve(folder.name());
        var adoption = Adoption.of(history, folder, path, request.accepted());
        var part = new ImportPlan.Part(it.store(), folder, adoption, clock.instant());
        refuseGaps(part, request);
        refuseCode(part, request);
        refuseUnknown(part, request);
        return part;
    }

    private static void refuseGaps(ImportPlan.Part part, Request request) {
        var gaps = part.standing().outOfOrder().stream()
                .filter(it -> !request.accepted().contains(it.version().orElseThrow()))
                .toList();
        if (!gaps.isEmpty()) {
            var first = gaps.getFirst();
            var version = first.version().orElseThrow();
            throw new CheckFailed(
                    "%s/%s is not in %s, but a higher version is: %s"
                            .formatted(
                                    part.folder().name(),
                                    first.file(),
                                    part.history().shown(),
                                    part.standing().head().orElseThrow()),
                    "Run it with %s first. Or leave it pending (seedbank migrate import --accept %s), and then run it (seedbank migrate --out-of-order), or record it if the database has it (seedbank migrate repair --applied %2$s)."
                            .formatted(part.history().tool().label(), version));
        }
    }

    /** It would be pending for ever. */
    private static void refuseCode(ImportPlan.Part part, Request request) {
        part.standing().pending().stream()
                .filter(it -> it.language().isPresent()
                        && it.version().filter(request.accepted()::contains).isEmpty())
                .findFirst()
                .ifPresent(it -> {
                    throw new CheckFailed(
                            "%s/%s is not in %s, and Seedbank does not run %s"
                                    .formatted(
                                            part.folder().name(),
                                            it.file(),
                                            part.history().shown(),
                                            it.language().orElseThrow()),
                            "Run it with %s first, or move it out of %s. To leave it pending: seedbank migrate import --accept %s"
                                    .formatted(
                                            part.history().tool().label(),
                                            part.folder().name(),
                                            it.version().orElseThrow()));
                });
    }

    private static void refuseUnknown(ImportPlan.Part part, Request request) {
        var known = part.versions();
        request.accepted().stream()
                .filter(it -> !known.contains(it))
                .findFirst()
                .ifPresent(it -> {
                    throw UsageFailure.notFound(
                            "There is no version %s to accept, in %s or in %s"
                                    .formatted(
                                            it,
                                            part.folder().name(),
                                            part.history().table()),
                            "Give a version that seedbank migrate import names.");
                });
    }

    /** Looks once more when nobody else can run migrations of Seedbank's any more: the other tool may have run meanwhile. */
    ImportResult run(ImportPlan plan, Migrator.Options patience, Permit permit, Progress progress) {
        guard.mark(plan.targets(), permit);
        for (var part : plan.parts()) {
            try (var migrator =
                    permit.migrator(part.store(), patience, new Migrate.Listening(progress, part.store()))) {
                refuseHistory(part.store(), migrator.history());
                if (!history(part.store(), plan.request()).equals(Optional.of(part.history()))) {
                    throw new OperationFailed(
                            "%s changed in the meantime; nothing was taken over"
                                    .formatted(part.history().shown()),
                            "Run the command again while %s is not running."
                                    .formatted(part.history().tool().label()));
                }
                migrator.adopt(part.entriesWithTexts());
            } catch (Failure e) {
                throw Where.at(Where.Key.STORE, part.name()).of(e);
            }
        }
        return plan.result(false);
    }
}
