package dev.seedbank.reset;

import dev.seedbank.backend.StoreReader;
import dev.seedbank.clean.CleanPlan;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.guard.Plan;
import dev.seedbank.guard.Targets;
import dev.seedbank.migrate.MigratePlan;
import dev.seedbank.schema.StructurePlan;
import dev.seedbank.seed.SetChoice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a reset would do, in this order: empty or drop, migrate or build, index, set validators, seed.
 *
 * @param clean what is emptied; of no store if structure goes, too
 * @param drops what is dropped; of no store if only data goes
 * @param structure what stores without migrations lack of what {@code schema/} declares
 * @param indexes whether any are declared, so that those that are missing then are built
 * @param models whether validators are to be set
 * @param seeds empty if none are wanted
 */
public record ResetPlan(
        ResetRequest request,
        Targets targets,
        CleanPlan clean,
        List<Drop> drops,
        MigratePlan migrations,
        StructurePlan structure,
        boolean indexes,
        boolean models,
        Optional<SetChoice> seeds)
        implements Plan {
    public ResetPlan {
        drops = List.copyOf(drops);
    }

    List<StoreReader> stores() {
        return targets.stores();
    }

    private List<String> seedFiles() {
        return seeds.map(SetChoice::files).orElse(List.of());
    }

    @Override
    public List<String> warnings() {
        return clean.warnings();
    }

    /** Looked at while everything is still there. */
    @Override
    public void check() {
        drops.forEach(Drop::check);
        seeds.ifPresent(SetChoice::requireReadable);
        structure.problem(it -> it.settings().clean().isEmpty()).ifPresent(it -> {
            throw it.where()
                    .of(new UsageFailure(
                            String.valueOf(it.getMessage()),
                            "To begin with an empty database: seedbank reset --structure. Or: " + it.advice(),
                            it));
        });
    }

    @Override
    public List<String> announcement() {
        var lines = new ArrayList<String>();
        add(lines, request.structure() ? "First it drops:" : "First it empties:", removed());
        add(lines, "Then it runs:", migrations.files());
        add(lines, "Then it makes the structure as schema/ declares:", structure.words());
        if (indexes) {
            lines.add("Then it builds the declared indexes that are missing.");
        }
        if (models) {
            lines.add("Then it sets the validators that the models say.");
        }
        add(lines, "Then it seeds:", seedFiles());
        return lines;
    }

    @Override
    public String question() {
        var what = request.structure()
                ? "This DROPS EVERYTHING in %s, data and structure.".formatted(String.join(", ", removed()))
                : clean.question();
        var then = new ArrayList<String>();
        if (!migrations.isEmpty()) {
            then.add("runs " + Text.count(migrations.files().size(), "migration"));
        }
        if (!structure.isEmpty()) {
            then.add("makes the structure as schema/ declares");
        }
        if (!seedFiles().isEmpty()) {
            then.add("seeds " + Text.count(seedFiles().size(), "file"));
        }
        return then.isEmpty() ? what : "%s Then it %s.".formatted(what, String.join(" and ", then));
    }

    /** A line for each store. */
    private List<String> removed() {
        return request.structure()
                ? drops.stream()
                        .map(drop -> "%s (%s: %s)"
                                .formatted(drop.name(), drop.store().server().database(), drop.words()))
                        .toList()
                : clean.words();
    }

    @Override
    public Report dryRun(Progress progress) {
        var lines = new ArrayList<String>();
        if (request.structure()) {
            var goes = new ArrayList<String>();
            drops.forEach(drop -> goes.addAll(drop.lines()));
            add(lines, "Would drop, with the history of migrations:", goes);
        } else {
            lines.addAll(clean.summary().lines());
            lines.remove(Lines.NOTHING_CHANGED);
        }
        add(lines, "Would run:", migrations.files());
        add(lines, "Would make the structure as schema/ declares:", structure.words());
        if (indexes) {
            lines.add("Would build the declared indexes that are missing then.");
        }
        if (models) {
            lines.add("Would set the validators that the models say.");
        }
        add(lines, "Would seed:", seedFiles());
        lines.add(Lines.NOTHING_CHANGED);
        return new Lines(lines, facts(), List.of());
    }

    private static void add(List<String> lines, String heading, List<String> names) {
        if (!names.isEmpty()) {
            lines.add(heading);
            names.forEach(name -> lines.add("  " + Text.printable(name)));
        }
    }

    private Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("dryRun", true);
        facts.put("structure", request.structure());
        facts.put(
                "collections",
                request.structure()
                        ? drops.stream().flatMap(drop -> drop.facts().stream()).toList()
                        : clean.facts());
        facts.put("migrations", migrations.files());
        facts.put("objects", structure.objects());
        facts.put("seedFiles", seedFiles());
        return facts;
    }
}
