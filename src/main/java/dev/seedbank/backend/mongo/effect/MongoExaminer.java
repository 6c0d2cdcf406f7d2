package dev.seedbank.backend.mongo.effect;

import dev.seedbank.backend.migration.Examiner;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.migration.StatementEffect;
import dev.seedbank.backend.migration.StatementEffect.Work;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.script.ScriptFile;
import dev.seedbank.backend.mongo.script.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the text of each step and at the collections that it names. */
public final class MongoExaminer implements Examiner {
    private final KnownCollections known;
    private final DataRules data;

    /** @param namespaces of one database */
    public MongoExaminer(Namespaces namespaces) {
        this.known = new KnownCollections(namespaces);
        this.data = new DataRules(known);
    }

    /**
     * What surrounds a step.
     *
     * @param file that it is in
     * @param transactional whether all of the file runs in one transaction, where the server has them
     * @param conditional whether it runs only if something holds
     * @param each for whose documents it runs
     */
    record Around(ScriptFile file, boolean transactional, boolean conditional, Optional<Step.Each> each) {
        Around when() {
            return new Around(file, transactional, true, each);
        }

        Around each(Step.Each other) {
            return new Around(file, transactional, conditional, Optional.of(other));
        }
    }

    @Override
    public List<StatementEffect> examine(Script script) {
        if (!ScriptFile.isCommands(script.file())) {
            return List.of(new StatementEffect(
                    1,
                    1,
                    "code",
                    Effect.UNKNOWN,
                    Optional.empty(),
                    Optional.empty(),
                    Work.NONE,
                    List.of())); // another tool has run it
        }
        var file = ScriptFile.read(script, known.database());
        var effects = new ArrayList<StatementEffect>();
        var around = new Around(file, file.isTransactional(script.direction()), false, Optional.empty());
        file.of(script.direction()).forEach(it -> examine(it, around, effects));
        return effects;
    }

    private void examine(Step step, Around around, List<StatementEffect> effects) {
        switch (step) {
            case Step.When when -> when.steps().forEach(it -> examine(it, around.when(), effects));
            case Step.Each each -> {
                add(step, data.each(each, around), around, effects);
                each.steps().forEach(it -> examine(it, around.each(each), effects));
            }
            case Step.Insert insert ->
                add(step, Effect.of(Effect.INTENT_EXCLUSIVE, insert.collection()), around, effects);
            case Step.Update update -> add(step, data.update(update, around), around, effects);
            case Step.Delete delete -> add(step, data.delete(delete, around), around, effects);
            case Step.Aggregate aggregate -> add(step, data.aggregate(aggregate), around, effects);
            case Step.Command command -> add(step, StructureRules.of(command), around, effects);
            case Step.Exec _ -> add(step, Effect.of(Effect.UNKNOWN, ""), around, effects);
        }
    }

    private void add(Step step, Effect found, Around around, List<StatementEffect> effects) {
        var next = told(step, found, around);
        known.remember(step, around.conditional());
        if (!effects.isEmpty() && effects.getLast().isLike(next)) {
            effects.set(effects.size() - 1, effects.getLast().andOneMore());
        } else {
            effects.add(next);
        }
    }

    private StatementEffect told(Step step, Effect found, Around around) {
        boolean fresh = known.isMade(found.collection()) || known.isMadeBy(step);
        var effect = fresh ? found.harmless() : found;
        return new StatementEffect(
                step.place().line(),
                1,
                words(step, found.collection()),
                effect.lock(),
                fresh ? Optional.empty() : known.table(found.collection()),
                fresh ? Optional.of("collection") : Optional.empty(),
                effect.work(),
                effect.dangers().stream()
                        .filter(it -> !around.file().allowed().contains(it.hazard()))
                        .toList());
    }

    /** {@code updateMany users}; a command by the server's name for it. */
    private static String words(Step step, String collection) {
        var name = step.place().name();
        return switch (step) {
            case Step.Exec exec -> name + " " + exec.words().getFirst();
            case Step.Command command
            when name.equals("runCommand") ->
                "%s %s".formatted(command.command().getFirstKey(), collection).strip();
            default -> name + " " + collection;
        };
    }

    @Override
    public void close() {}
}
