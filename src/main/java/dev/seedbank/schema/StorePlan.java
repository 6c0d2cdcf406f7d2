package dev.seedbank.schema;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.Piece;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.migration.StatementEffect;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.migrate.EffectText;
import dev.seedbank.migrate.files.Commands;
import java.io.FileNotFoundException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How one store's database gets to what its files declare.
 *
 * @param declares what files it is made from, for messages: {@link StoreFiles#declares}
 * @param files that it was made from
 * @param settled the plan, with what was said of renames
 * @param effects of each of its statements, on the database as it is
 */
record StorePlan(
        StoreReader store,
        String declares,
        List<SchemaFile> files,
        Renames.Settled settled,
        List<List<StatementEffect>> effects) {
    StorePlan {
        files = List.copyOf(files);
        effects = List.copyOf(effects);
    }

    static StorePlan of(StoreReader store, Project project, List<SchemaFile> files, Renames.Settled settled) {
        return new StorePlan(
                store,
                StoreFiles.of(project, store.settings().name()).declares(),
                files,
                settled,
                examined(store, settled.plan().steps()));
    }

    /** @param nothing a plan without statements for the same */
    StorePlan withNothingToDo(SchemaPlan nothing) {
        return new StorePlan(store, declares, files, new Renames.Settled(nothing, settled.answers()), List.of());
    }

    /** Each as if those before it had run: what they make is new to it. */
    private static List<List<StatementEffect>> examined(StoreReader store, List<SchemaStep> steps) {
        if (steps.isEmpty()) {
            return List.of();
        }
        try (var examiner = store.examiner()) {
            boolean sql = store.runsMigration("push.sql");
            return steps.stream().map(it -> examiner.examine(script(it, sql))).toList();
        }
    }

    private static Script script(SchemaStep step, boolean sql) {
        var text = sql ? step.sql() : Commands.script(List.of(step.sql()));
        var piece = new Piece(1, true, () -> new StringReader(text));
        return new Script(
                sql ? step.object() : "push.yaml",
                Script.Direction.UP,
                List.of(piece),
                Script.Transactions.NONE,
                Optional.empty(),
                Set.of(),
                file -> {
                    throw new FileNotFoundException(file);
                });
    }

    String name() {
        return store.settings().name();
    }

    SchemaPlan plan() {
        return settled.plan();
    }

    boolean isEmpty() {
        return plan().isEmpty();
    }

    /** Whether everything is as declared, and there is nothing to say or to ask. */
    static boolean isNothing(SchemaPlan plan) {
        return plan.isEmpty() && plan.refusals().isEmpty() && plan.renames().isEmpty();
    }

    /** {@code table public.old: 42 rows}, one for each statement that loses something. */
    List<String> losses() {
        return plan().steps().stream()
                .filter(SchemaStep::losesData)
                .map(it -> Text.printable(it.object() + ": " + it.loss()))
                .toList();
    }

    /** Why it cannot be run, or only when files say more; empty if it can. */
    List<Failure> problems() {
        return problems(name(), plan());
    }

    /**
     * Why it is not run without {@code push --force}; for a plan with {@link #losses}.
     *
     * @param push the command without the option
     */
    Failure loss(boolean production, String push) {
        return Where.at(Where.Key.STORE, name())
                .of(new UsageFailure(
                        "%s: this would lose data: %s".formatted(name(), String.join("; ", losses())),
                        production
                                ? "In production that takes a migration, which seedbank migrate runs. Where there are migrations, seedbank generate --name NAME writes it. Nothing was changed."
                                : "If that is intended, %s --force does it, after a safety backup. Nothing was changed."
                                        .formatted(push)));
    }

    static List<Failure> problems(String store, SchemaPlan plan) {
        var problems = new ArrayList<Failure>();
        for (var refusal : plan.refusals()) {
            problems.add(new UsageFailure(
                    "%s: %s: %s".formatted(store, Text.printable(refusal.object()), Text.printable(refusal.reason())),
                    refusal.advice()));
        }
        for (var rename : plan.renames()) {
            problems.add(new UsageFailure(
                    "%s: %s %s is gone and %s is new: it may have been renamed, and there is no terminal to ask on"
                            .formatted(
                                    store, rename.kind(), Text.printable(rename.from()), Text.printable(rename.to())),
                    "If it is not a rename, remove the old one first, and add the new one with the next push or migration. If it is, add this line to a file in %s/:\n%s"
                            .formatted(SchemaFiles.FOLDER, rename.hint())));
        }
        return problems.stream()
                .map(it -> Where.at(Where.Key.STORE, store).of(it))
                .toList();
    }

    /** The statements and what is to be known of them. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("%s: %s"
                .formatted(
                        Text.printable(name()),
                        StepText.statements(plan().steps().size())));
        for (int i = 0; i < plan().steps().size(); i++) {
            var number = "  %d. ".formatted(i + 1);
            var step = StepText.lines(plan().steps().get(i), effects.get(i));
            lines.add(number + step.getFirst());
            step.stream().skip(1).forEach(line -> lines.add(" ".repeat(number.length()) + line));
        }
        plan().notes().forEach(note -> lines.add("  ! " + Text.printable(note)));
        return lines;
    }

    Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("store", name());
        var statements = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < plan().steps().size(); i++) {
            var step = StepText.facts(plan().steps().get(i));
            step.put("effects", effects.get(i).stream().map(EffectText::facts).toList());
            statements.add(step);
        }
        facts.put("statements", statements);
        facts.putAll(StepText.rest(plan()));
        return facts;
    }
}
