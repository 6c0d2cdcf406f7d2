package dev.seedbank.schema;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaState;
import dev.seedbank.backend.schema.SchemaState.Declared;
import dev.seedbank.backend.schema.SchemaState.Replayed;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.guard.Targets;
import dev.seedbank.migrate.Replay;
import dev.seedbank.migrate.Replays;
import dev.seedbank.migrate.Standing;
import dev.seedbank.migrate.files.Migration;
import dev.seedbank.migrate.files.NewMigration.Created;
import dev.seedbank.migrate.files.NewMigration.Language;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Writes the migrations that lead from what those of a folder make to what files declare. No store's own structure matters. */
@ApplicationScoped
class Generate {
    private final Designs designs;
    private final Renames renames;
    private final Replays replays;

    Generate(Designs designs, Renames renames, Replays replays) {
        this.designs = designs;
        this.renames = renames;
        this.replays = replays;
    }

    /**
     * What to do.
     *
     * @param name in words; empty if nothing is to be written
     * @param check whether a migration that is missing is a failure
     */
    record Request(String name, boolean dryRun, boolean check) {}

    /** @throws Failure if a migration that is there fails, or files do not declare what can be read */
    GenerateResult run(Request request, Targets targets) throws IOException {
        var planned = new ArrayList<GenerateResult.Part>();
        for (var store : targets.stores()) {
            planned.add(plan(store, targets));
        }
        boolean refused = planned.stream().anyMatch(it -> !it.problems().isEmpty());
        boolean writes = !request.dryRun() && !request.check() && !refused;
        return new GenerateResult(writes ? write(planned, request, targets) : planned, request);
    }

    private GenerateResult.Part plan(StoreReader store, Targets targets) throws IOException {
        var schema = StoreFiles.of(targets.project(), store.settings().name());
        var files = schema.of(store.settings().name());
        var migrations = replays.standing(store, targets)
                .map(Standing::folder)
                .map(Replays::all)
                .orElse(List.of());
        var folder = Replays.folder(targets.project(), store, schema.isAlone());
        var work = new Work(store, targets, files, migrations);
        return designs.with(store, targets, designer -> work.plan(designer, folder, schema.declares()));
    }

    /** One store's. */
    private final class Work {
        private final StoreReader store;
        private final Targets targets;
        private final Declared declared;
        private final List<Migration> migrations;
        private final Replay base;

        Work(StoreReader store, Targets targets, List<SchemaFile> files, List<Migration> migrations) {
            this.store = store;
            this.targets = targets;
            this.declared = new Declared(files);
            this.migrations = migrations;
            this.base = replayed();
        }

        private Replay replayed() {
            var replay = replays.begin(store, targets);
            replay.run(migrations);
            return replay;
        }

        GenerateResult.Part plan(SchemaDesigner designer, String folder, String declares) {
            var there = renames.ask(answers -> designer.plan(new Replayed(base.scratch()), declared, answers));
            boolean refused =
                    !StorePlan.problems(store.settings().name(), there.plan()).isEmpty();
            var planned = refused ? List.<PlannedMigration>of() : planned(designer, there);
            return new GenerateResult.Part(
                    store.settings().name(), folder, declares, there.plan(), planned, List.of(), !migrations.isEmpty());
        }

        private List<PlannedMigration> planned(SchemaDesigner designer, Renames.Settled there) {
            var segments = Segments.of(there.plan().steps());
            if (segments.size() == 1 && isSql()) { // what files declare is a structure that a plan can begin with
                var back = back(designer, declared, there);
                return List.of(PlannedMigration.of(segments.getFirst(), back));
            }
            return segments.isEmpty() ? List.of() : oneByOne(designer, segments, there);
        }

        /** With a second database that is one migration ahead: each has a way back of its own. */
        private List<PlannedMigration> oneByOne(
                SchemaDesigner designer, List<List<SchemaStep>> segments, Renames.Settled there) {
            var ahead = replayed();
            var planned = new ArrayList<PlannedMigration>();
            for (var segment : segments) {
                var sql = segment.stream().map(SchemaStep::sql).toList();
                ahead.run("generate", sql);
                planned.add(PlannedMigration.of(segment, back(designer, new Replayed(ahead.scratch()), there)));
                base.run("generate", sql);
            }
            return planned;
        }

        private boolean isSql() {
            return store.runsMigration("generate.sql");
        }

        private SchemaPlan back(SchemaDesigner designer, SchemaState from, Renames.Settled there) {
            return Renames.reverse(answers -> designer.plan(from, new Replayed(base.scratch()), answers), there.plan())
                    .plan();
        }
    }

    /** All of them, or none. */
    private List<GenerateResult.Part> write(List<GenerateResult.Part> planned, Request request, Targets targets)
            throws IOException {
        var project = targets.project();
        var written = new ArrayList<String>();
        var parts = new ArrayList<GenerateResult.Part>();
        try {
            for (var part : planned) {
                parts.add(part.with(write(part, request, project, written)));
            }
            for (var store : targets.stores()) {
                var _ = replays.standing(store, targets); // what cannot be read again must not stay
            }
            return parts;
        } catch (Failure e) {
            for (var file : written) {
                Files.deleteIfExists(project.folder().resolve(file));
            }
            throw e;
        }
    }

    private static Language language(String store, Project project) {
        return SchemaStores.hasDocuments(project, store) ? Language.YAML : Language.SQL;
    }

    private List<Created> write(GenerateResult.Part part, Request request, Project project, List<String> written) {
        var created = new ArrayList<Created>();
        var bodies = part.migrations().stream()
                .map(it -> MigrationText.of(it, language(part.store(), project)))
                .toList();
        for (int i = 0; i < bodies.size(); i++) {
            var name = i == 0 ? request.name() : "%s %d".formatted(request.name(), i + 1);
            var one = replays.write(project, part.folder(), name, bodies.get(i));
            one.files().forEach(file -> written.add(part.folder() + "/" + file));
            created.add(one);
        }
        return created;
    }
}
