package dev.seedbank.schema;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.schema.SchemaDesigner;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaPlan.Answers;
import dev.seedbank.backend.schema.SchemaState;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What single stores lack of what their files declare, before a plan is run and afterwards. */
@ApplicationScoped
class StructureChange {
    private final Designs designs;
    private final Renames renames;

    StructureChange(Designs designs, Renames renames) {
        this.designs = designs;
        this.renames = renames;
    }

    /** Asks, on a terminal, what is a rename. */
    StorePlan plan(StoreReader store, Targets targets) throws IOException {
        return designs.with(store, targets, designer -> plan(designer, store, targets));
    }

    /** The same where the designer is wanted afterwards, too. */
    StorePlan plan(SchemaDesigner designer, StoreReader store, Targets targets) {
        var files = files(store, targets);
        var to = new SchemaState.Declared(files);
        var settled = renames.ask(answers -> designer.plan(new SchemaState.Live(), to, answers));
        return StorePlan.of(store, targets.project(), files, settled);
    }

    /** The same with files and answers that are known. */
    StorePlan plan(StoreReader store, Targets targets, List<SchemaFile> files, Answers answers) throws IOException {
        return plan(store, targets, new SchemaState.Live(), files, answers);
    }

    /** Whatever is in the store's database now: from one that is empty. */
    StorePlan planFromNothing(StoreReader store, Targets targets) throws IOException {
        var nothing = new SchemaState.Declared(List.of());
        return plan(store, targets, nothing, files(store, targets), Answers.NONE);
    }

    private StorePlan plan(
            StoreReader store, Targets targets, SchemaState from, List<SchemaFile> files, Answers answers)
            throws IOException {
        var to = new SchemaState.Declared(files);
        var plan = designs.with(store, targets, designer -> designer.plan(from, to, answers));
        return StorePlan.of(store, targets.project(), files, new Renames.Settled(plan, answers));
    }

    private static List<SchemaFile> files(StoreReader store, Targets targets) {
        var name = store.settings().name();
        return StoreFiles.of(targets.project(), name).of(name);
    }

    /** So that the next plan with the same files, from a database that is still the same, is quick. Takes a permit. */
    static void remember(SchemaDesigner designer, List<SchemaFile> files, SchemaPlan plan) {
        if (StorePlan.isNothing(plan)) {
            designer.remember(new SchemaState.Declared(files), plan);
        }
    }

    /** What is still not as declared when a plan has run: a server may take a statement and do something else. */
    SchemaPlan left(StorePlan part, Targets targets) throws IOException {
        return designs.with(part.store(), targets, designer -> {
            var to = new SchemaState.Declared(part.files());
            var left = designer.plan(new SchemaState.Live(), to, part.settled().answers());
            remember(designer, part.files(), left);
            return left;
        });
    }

    /** What {@link #left} says, as failures; none if nothing is left. */
    static List<Failure> failures(StorePlan part, SchemaPlan left) {
        var failures = new ArrayList<>(StorePlan.problems(part.name(), left));
        var objects = left.steps().stream().map(SchemaStep::object).distinct().toList();
        if (!objects.isEmpty()) {
            failures.add(Where.at(Where.Key.STORE, part.name())
                    .of(new OperationFailed(
                            "%s: all statements ran, but these objects are still not as declared: %s"
                                    .formatted(part.name(), Text.printable(Text.list(objects))),
                            "To see how they differ: seedbank push --dry-run")));
        }
        return failures;
    }
}
