package dev.seedbank.schema;

import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Where;
import dev.seedbank.migrate.files.NewMigration.Created;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code generate} wrote, or would. */
record GenerateResult(List<Part> parts, Generate.Request request) implements Report {
    GenerateResult {
        parts = List.copyOf(parts);
    }

    /**
     * One store's.
     *
     * @param folder of its migrations
     * @param declares for messages: {@link StoreFiles#declares}
     * @param migrations in their order
     * @param created their files; none if they were not written
     * @param hadSome whether there were migrations before
     */
    record Part(
            String store,
            String folder,
            String declares,
            SchemaPlan plan,
            List<PlannedMigration> migrations,
            List<Created> created,
            boolean hadSome) {
        Part {
            migrations = List.copyOf(migrations);
            created = List.copyOf(created);
        }

        Part with(List<Created> files) {
            return new Part(store, folder, declares, plan, migrations, files, hadSome);
        }

        List<Failure> problems() {
            return StorePlan.problems(store, plan);
        }

        Failure missing() {
            int statements = migrations.stream().mapToInt(it -> it.up().size()).sum();
            return Where.at(Where.Key.STORE, store)
                    .of(new CheckFailed(
                            "%s: the migrations do not make what %s: %s missing"
                                    .formatted(
                                            Text.printable(store),
                                            declares,
                                            statements == 1 ? "1 statement is" : statements + " statements are"),
                            "Write the migration: seedbank generate --name NAME"));
        }

        private Optional<Created> created(int index) {
            return index < created.size() ? Optional.of(created.get(index)) : Optional.empty();
        }

        private List<String> files(int index) {
            return created(index).stream()
                    .flatMap(it -> it.files().stream())
                    .map(file -> folder + "/" + file)
                    .toList();
        }

        private List<String> lines() {
            var lines = new ArrayList<String>();
            if (migrations.isEmpty() && problems().isEmpty()) {
                lines.add("%s: nothing to do: %s what %s"
                        .formatted(
                                Text.printable(store),
                                hadSome ? "the migrations make" : "an empty database is",
                                declares));
            }
            for (int i = 0; i < migrations.size(); i++) {
                var migration = migrations.get(i);
                var files = files(i);
                lines.add(
                        files.isEmpty()
                                ? "%s: would write a migration into %s/:".formatted(Text.printable(store), folder)
                                : "Created " + Text.names(files));
                migration.up().forEach(it -> lines.addAll(lines(it)));
                MigrationText.note(migration).ifPresent(it -> lines.add("  ! " + it));
            }
            plan.notes().forEach(it -> lines.add("  ! " + Text.printable(it)));
            return lines;
        }

        private static List<String> lines(SchemaStep step) {
            return StepText.lines(step, List.of()).stream()
                    .map(line -> "  " + line)
                    .toList();
        }

        private Map<String, Object> facts() {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("store", store);
            var all = new ArrayList<Map<String, Object>>();
            for (int i = 0; i < migrations.size(); i++) {
                all.add(migrations.get(i).facts(files(i)));
            }
            facts.put("migrations", all);
            facts.putAll(StepText.rest(plan));
            return facts;
        }
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        parts.forEach(it -> lines.addAll(it.lines()));
        if (request.dryRun()) {
            lines.add(Lines.NOTHING_CHANGED);
        }
        return lines;
    }

    @Override
    public List<Hint> hints() {
        return names().isEmpty()
                ? List.of()
                : List.of(new Hint("Review what was written, then run it", List.of("migrate")));
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("dryRun", request.dryRun());
        facts.put("files", names());
        facts.put("stores", parts.stream().map(Part::facts).toList());
        return facts;
    }

    @Override
    public List<String> names() {
        var names = new ArrayList<String>();
        for (var part : parts) {
            for (int i = 0; i < part.migrations().size(); i++) {
                names.addAll(part.files(i));
            }
        }
        return names;
    }

    /** What cannot be planned comes first: it has another exit code. */
    @Override
    public List<Failure> errors() {
        var errors = new ArrayList<Failure>();
        parts.forEach(it -> errors.addAll(it.problems()));
        if (request.check()) {
            parts.stream().filter(it -> !it.migrations().isEmpty()).forEach(it -> errors.add(it.missing()));
        }
        return errors;
    }
}
