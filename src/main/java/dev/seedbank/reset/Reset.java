package dev.seedbank.reset;

import dev.seedbank.backup.Destruction;
import dev.seedbank.backup.DestructiveRun;
import dev.seedbank.backup.Impact;
import dev.seedbank.backup.SafetyBackup;
import dev.seedbank.clean.Clean;
import dev.seedbank.clean.CleanPlan;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import dev.seedbank.index.IndexResult;
import dev.seedbank.index.Indexes;
import dev.seedbank.migrate.Migrate;
import dev.seedbank.migrate.MigrateRequest;
import dev.seedbank.migrate.MigrateResult;
import dev.seedbank.model.ApplyResult;
import dev.seedbank.model.DocumentModels;
import dev.seedbank.schema.AlreadyMade;
import dev.seedbank.schema.DeclaredStructure;
import dev.seedbank.schema.StructureResult;
import dev.seedbank.seed.Seed;
import dev.seedbank.seed.SeedRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Empties the stores, or drops all that is in them, after a safety backup; then migrates, or builds what {@code schema/} declares, builds
 * the declared indexes, sets validators, and seeds.
 */
@ApplicationScoped
public class Reset {
    private final SafetyBackup safetyBackup;
    private final Clean clean;
    private final Migrate migrate;
    private final DeclaredStructure structure;
    private final AlreadyMade made;
    private final Indexes indexes;
    private final DocumentModels models;
    private final Seed seed;

    public Reset(
            SafetyBackup safetyBackup,
            Clean clean,
            Migrate migrate,
            DeclaredStructure structure,
            AlreadyMade made,
            Indexes indexes,
            DocumentModels models,
            Seed seed) {
        this.safetyBackup = safetyBackup;
        this.clean = clean;
        this.migrate = migrate;
        this.structure = structure;
        this.made = made;
        this.indexes = indexes;
        this.models = models;
        this.seed = seed;
    }

    /**
     * What would be done. Changes nothing.
     *
     * @throws Failure if files of migrations, structure or seeds cannot be taken as they are, or migrations could not run
     */
    public ResetPlan plan(ResetRequest request, Targets targets, Project project) throws IOException {
        var seeds = Optional.of(seed.choose(SeedRequest.all(project))).filter(it -> request.seeds() && !it.isEmpty());
        var migrations = MigrateRequest.all(request.patience());
        if (request.structure()) {
            return new ResetPlan(
                    request,
                    targets,
                    new CleanPlan(List.of(), List.of()),
                    targets.stores().stream().map(Drop::of).toList(),
                    migrate.plan(migrations, targets, project, _ -> List.of()),
                    structure.planFromNothing(targets, request.patience()),
                    indexes.declares(targets, project),
                    models.declares(targets),
                    seeds);
        }
        var pending = migrate.plan(migrations, targets, project);
        made.refuse(targets);
        var lacking = structure.plan(targets, request.patience());
        boolean changes = !pending.isEmpty() || !lacking.isEmpty();
        return new ResetPlan(
                request,
                targets,
                clean.plan(List.of(), targets.stores()),
                List.of(),
                pending,
                lacking,
                changes
                        ? indexes.declares(targets, project)
                        : !indexes.plan(targets, project).isEmpty(),
                !models.uncounted(targets).isEmpty(),
                seeds);
    }

    /** @throws Failure that says what is done, and what to type next */
    public ResetResult run(ResetPlan plan, Permit permit, Progress progress) throws IOException {
        var project = plan.targets().project();
        try (var run = begin(plan, project, permit, progress)) {
            var work = new Work(plan, run, permit, progress);
            try {
                work.remove();
                var migrated = work.migrate();
                var built = work.build();
                var indexed = work.index();
                var modelled = work.model();
                var seeded = work.seed();
                if (built.failed().isEmpty()
                        && indexed.failed().isEmpty()
                        && seeded.stream().allMatch(it -> it.errors().isEmpty())) {
                    run.done();
                }
                return work.result(migrated, built, indexed, modelled, seeded);
            } catch (Failure e) {
                throw run.explain(work.explain(e), plan.stores());
            }
        }
    }

    private DestructiveRun begin(ResetPlan plan, Project project, Permit permit, Progress progress) throws IOException {
        if (plan.request().structure()) {
            var parts = plan.stores().stream()
                    .map(store -> new Destruction.Part(store, Impact.REPLACES_STRUCTURE))
                    .toList();
            return safetyBackup.begin(Destruction.of(project, parts), permit, progress);
        }
        boolean rowsOnly =
                plan.migrations().isEmpty() && plan.structure().isEmpty() && !plan.indexes() && !plan.models();
        var impact = rowsOnly ? Impact.REPLACES_ROWS : Impact.REPLACES_STRUCTURE;
        return clean.begin(plan.clean(), impact, project, permit, progress);
    }

    /** One run, which knows how far it is. */
    private final class Work {
        private static final String MIGRATE = "seedbank migrate";
        private static final String PUSH = "seedbank push";

        private final ResetPlan plan;
        private final DestructiveRun run;
        private final Permit permit;
        private final Progress progress;
        private final Project project;
        private final Map<String, String> removed = new LinkedHashMap<>();
        private final List<Map<String, Object>> collections = new ArrayList<>();
        private final List<Failure> lost = new ArrayList<>();
        /** What is complete, and what is to be typed to go on from there. */
        private final List<String> done = new ArrayList<>();

        private final List<String> next = new ArrayList<>();

        Work(ResetPlan plan, DestructiveRun run, Permit permit, Progress progress) {
            this.plan = plan;
            this.run = run;
            this.permit = permit;
            this.progress = progress;
            this.project = plan.targets().project();
        }

        void remove() {
            for (var drop : plan.drops()) {
                removed.put(drop.name(), drop.run(run, permit, progress));
                progress.done(drop.name(), removed.get(drop.name()));
                collections.addAll(drop.facts());
            }
            for (var emptied : clean.empty(plan.clean(), run, permit, progress)) {
                removed.put(emptied.name(), emptied.words());
                lost.addAll(emptied.lost());
            }
            collections.addAll(plan.clean().facts());
            removed.forEach((store, what) -> done.add(store + ": " + what));
            if (!plan.migrations().isEmpty()) {
                next.add(MIGRATE);
            }
            if (!plan.structure().isEmpty()) {
                next.add(PUSH);
            }
            plan.seeds().ifPresent(_ -> next.add("seedbank seed"));
        }

        MigrateResult migrate() {
            var migrated = migrate.run(plan.migrations(), permit, progress);
            if (next.remove(MIGRATE)) {
                done.add("all migrations are run");
            }
            return migrated;
        }

        StructureResult build() throws IOException {
            var built = structure.run(plan.structure(), permit, progress);
            if (next.remove(PUSH)) {
                done.add("the structure is as schema/ declares");
            }
            return built;
        }

        /** Also of what was emptied: a file may be new. */
        IndexResult index() {
            return indexes.apply(plan.targets(), project, plan.request().patience(), permit, progress);
        }

        ApplyResult model() {
            return models.apply(models.uncounted(plan.targets()), permit, progress);
        }

        Optional<Report> seed() throws IOException {
            if (plan.seeds().isEmpty()) {
                return Optional.empty();
            }
            var planned = seed.plan(
                    SeedRequest.all(project), plan.seeds().get(), plan.targets().stores());
            return Optional.of(seed.runAlone(planned, project, plan.request().patience(), permit, progress));
        }

        /** Before all is removed, the next reset begins again. */
        Failure explain(Failure failure) {
            return next.isEmpty()
                    ? failure
                    : Migrate.after(String.join("; ", done), failure, String.join(", then ", next));
        }

        ResetResult result(
                MigrateResult migrated,
                StructureResult built,
                IndexResult indexed,
                ApplyResult modelled,
                Optional<Report> seeded) {
            return new ResetResult(
                    plan.request().structure(),
                    removed,
                    collections,
                    lost,
                    migrated,
                    built,
                    indexed,
                    modelled,
                    seeded,
                    run.safetyBackup());
        }
    }
}
