package dev.seedbank.schema;

import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Where;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How stores differ. */
record DiffResult(List<Part> parts) implements Report {
    DiffResult {
        parts = List.copyOf(parts);
    }

    /**
     * One store's.
     *
     * @param files that it was compared with; empty: with what its migrations make
     * @param drift what would bring it back
     * @param pending migrations that it does not have yet, which were left aside
     * @param declared what its migrations lack of what files declare; empty if there are not both
     */
    record Part(
            String store, Optional<StoreFiles> files, SchemaPlan drift, int pending, Optional<SchemaPlan> declared) {
        boolean differs() {
            return differs(drift);
        }

        private static boolean differs(SchemaPlan plan) {
            return !plan.isEmpty()
                    || !plan.refusals().isEmpty()
                    || !plan.renames().isEmpty();
        }

        private String goal() {
            return files.map(StoreFiles::declares).orElse("its migrations make");
        }

        private int objects() {
            var objects = new LinkedHashSet<String>();
            drift.steps().forEach(it -> objects.add(it.object()));
            drift.refusals().forEach(it -> objects.add(it.object()));
            return objects.size();
        }

        String summary() {
            return "%s differs from what %s: %s"
                    .formatted(Text.printable(store), goal(), Text.count(objects(), "object"));
        }

        List<String> lines() {
            var lines = new ArrayList<String>();
            lines.add(
                    differs()
                            ? summary() + (files.isEmpty() ? ". To bring it back:" : ". To make it so:")
                            : "%s: the structure is what %s".formatted(Text.printable(store), goal()));
            steps(lines);
            drift.refusals()
                    .forEach(it -> lines.add("  %s: %s. %s"
                            .formatted(Text.printable(it.object()), Text.printable(it.reason()), it.advice())));
            drift.renames()
                    .forEach(it -> lines.add("  %s %s could be %s under another name"
                            .formatted(it.kind(), Text.printable(it.from()), Text.printable(it.to()))));
            drift.notes().forEach(it -> lines.add("  ! " + Text.printable(it)));
            if (pending > 0) {
                lines.add("  %s not run here yet; not counted as drift".formatted(Text.count(pending, "migration")));
            }
            declared.ifPresent(it -> lines.add(declared(it)));
            return lines;
        }

        private static String declared(SchemaPlan plan) {
            var number = plan.steps().isEmpty()
                    ? "a migration"
                    : "a migration with " + StepText.statements(plan.steps().size());
            return differs(plan)
                    ? "  ! The migrations do not make what %s/ declares: %s is missing"
                            .formatted(SchemaFiles.FOLDER, number)
                    : "  The migrations make what %s/ declares".formatted(SchemaFiles.FOLDER);
        }

        private void steps(List<String> lines) {
            var object = "";
            for (var step : drift.steps()) {
                if (!step.object().equals(object)) {
                    object = step.object();
                    lines.add("  " + Text.printable(object));
                }
                StepText.ended(step.sql())
                        .lines()
                        .forEach(line -> lines.add("    " + Text.printable(line.replace("\t", "    "))));
                if (step.losesData()) {
                    lines.add("      LOSES " + Text.printable(step.loss()));
                }
            }
        }

        Map<String, Object> facts() {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("store", store);
            facts.put("comparedWith", files.map(StoreFiles::word).orElse("migrations"));
            facts.put("differs", differs());
            facts.put("statements", drift.steps().stream().map(StepText::facts).toList());
            facts.putAll(StepText.rest(drift));
            facts.put("pending", pending);
            facts.put("migrationsMakeSchema", declared.map(it -> !differs(it)).orElse(null));
            return facts;
        }
    }

    @Override
    public List<String> lines() {
        return parts.stream().flatMap(it -> it.lines().stream()).toList();
    }

    @Override
    public List<Hint> hints() {
        boolean lacking = parts.stream().flatMap(it -> it.declared().stream()).anyMatch(Part::differs);
        return lacking
                ? List.of(new Hint("To write the migration that is missing", List.of("generate", "--name", "NAME")))
                : List.of();
    }

    @Override
    public Map<String, Object> facts() {
        return Map.of("stores", parts.stream().map(Part::facts).toList());
    }

    @Override
    public List<String> names() {
        return parts.stream()
                .flatMap(part -> part.drift().steps().stream()
                        .map(SchemaStep::object)
                        .map(it -> Text.printable(part.store() + "/" + it)))
                .distinct()
                .toList();
    }

    @Override
    public List<Failure> errors() {
        return parts.stream()
                .filter(Part::differs)
                .<Failure>map(it -> Where.at(Where.Key.STORE, it.store()).of(new CheckFailed(it.summary(), advice(it))))
                .toList();
    }

    private static String advice(Part part) {
        return part.files().isEmpty()
                ? "If the database is right, write a migration that does the same. If not, run the statements above, after a backup: seedbank backup"
                : "To change the database: seedbank push. To change the files: edit them, or, if pull wrote them, seedbank pull --force";
    }
}
