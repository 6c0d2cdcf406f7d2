package dev.seedbank.model;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Environment;
import dev.seedbank.guard.Plan;
import dev.seedbank.guard.Targets;
import dev.seedbank.model.StoreModels.Pair;
import dev.seedbank.model.schema.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongBiFunction;

/** What {@code model apply} would do. */
public record ApplyPlan(List<Part> parts, Targets targets) implements Plan {
    /** Of a validator before the question. */
    private static final int SHOWN = 500;

    public ApplyPlan {
        parts = List.copyOf(parts);
    }

    /**
     * One collection.
     *
     * @param replaced the validator that somebody has written without a model, and that is gone then; empty if there is none
     * @param what is wrong with its validator, in words; empty if nothing
     * @param impossible why it can have none; empty if it can
     * @param misfits documents in it that do not fit
     */
    record Part(
            StoreReader store,
            String label,
            Collection collection,
            Model model,
            String replaced,
            String what,
            String impossible,
            long misfits) {
        boolean isChange() {
            return !what.isEmpty() && impossible.isEmpty();
        }

        static List<Part> of(StoreModels models, ToLongBiFunction<StoreModels, Pair> misfits) {
            var parts = new ArrayList<Part>();
            for (var pair : models.pairs()) {
                parts.add(of(models, pair, misfits));
            }
            var store = models.store();
            for (var model : models.withoutCollection()) {
                var collection = new Collection(store.namespace(), model.collection(), true, Collection.Kind.DATA);
                var why = store.settings().isFamily()
                        ? "no database of the family has it"
                        : models.catalog().hasValidators() ? "" : "create the table with a migration";
                parts.add(new Part(store, models.label(collection), collection, model, "", "no collection", why, 0));
            }
            return parts;
        }

        private static Part of(StoreModels models, Pair pair, ToLongBiFunction<StoreModels, Pair> misfits) {
            var collection = pair.entry().collection();
            var drift = models.drift(pair).map(StoreModels.Drift::words).orElse("");
            var why = switch (pair.entry().kind()) {
                case DOCUMENTS -> "";
                case VIEW -> "a view has no validator";
                case TIME_SERIES -> "a time-series collection has no validator";
            };
            long count = drift.isEmpty() ? 0 : misfits.applyAsLong(models, pair);
            return new Part(
                    models.store(),
                    models.label(collection),
                    collection,
                    pair.model(),
                    byHand(pair),
                    drift,
                    why,
                    count);
        }
    }

    private static String byHand(Pair pair) {
        var validator = pair.entry().validator();
        boolean ours = validator.size() == 1 && validator.has("$jsonSchema");
        return validator.isEmpty() || ours ? "" : validator.toString();
    }

    /** Whether every validator is as its model says. */
    public boolean isEmpty() {
        return changes().isEmpty();
    }

    List<Part> changes() {
        return parts.stream().filter(Part::isChange).toList();
    }

    /** What is to be set, as {@code store/collection}. */
    public List<String> names() {
        return changes().stream().map(Part::label).toList();
    }

    /** The validators themselves, as the server will have them. */
    @Override
    public Report dryRun(Progress progress) {
        var lines = new ArrayList<String>();
        var facts = new ArrayList<Map<String, Object>>();
        for (var part : changes()) {
            lines.add("%s: %s".formatted(part.label(), part.what()));
            notes(part).forEach(note -> lines.add("  " + note));
            part.model().validator().schema().toPrettyString().lines().forEach(line -> lines.add("  " + line));
            facts.add(facts(part));
        }
        var shown = Lines.dryRun("Would set:", "validators", lines, facts);
        return new Lines(shown.lines(), shown.facts(), names());
    }

    static Map<String, Object> facts(Part part) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("store", part.store().settings().name());
        facts.put("collection", part.collection().label(part.store().settings().isFamily() ? "/" : "."));
        facts.put("file", part.model().file());
        facts.put("before", part.what());
        facts.put("misfits", part.misfits());
        facts.put("level", part.model().validator().level().word());
        facts.put("action", part.model().validator().action().word());
        facts.put(
                "notTranslated",
                part.model().translation().untranslated().stream()
                        .map(CheckResult::facts)
                        .toList());
        return facts;
    }

    private static List<String> notes(Part part) {
        var notes = new ArrayList<String>();
        if (!part.replaced().isEmpty()) {
            notes.add("it replaces the validator " + part.replaced());
        }
        if (part.misfits() > 0) {
            notes.add("%s in it %s not fit; the server checks only what is written from now on"
                    .formatted(Text.count(part.misfits(), "document"), part.misfits() == 1 ? "does" : "do"));
        }
        part.model().translation().untranslated().forEach(it -> notes.add(CheckResult.words(it)));
        return notes;
    }

    /** Documents that do not fit are told in every environment, the list in production. */
    @Override
    public List<String> announcement() {
        var lines = new ArrayList<String>();
        boolean production = targets.project().profile().environment() == Environment.PRODUCTION;
        if (production && !isEmpty()) {
            lines.add("To set:");
        }
        for (var part : changes()) {
            var notes = notes(part);
            if (production || !notes.isEmpty()) {
                lines.add("  %s: %s".formatted(part.label(), part.what()));
                notes.forEach(note -> lines.add("    " + note));
                if (production) {
                    lines.add("    new: "
                            + shortened(part.model().validator().schema().toString()));
                }
            }
        }
        parts.stream()
                .filter(part -> !part.impossible().isEmpty())
                .forEach(part -> lines.add("  %s: %s".formatted(part.label(), part.impossible())));
        return lines;
    }

    private static String shortened(String schema) {
        return schema.length() <= SHOWN ? schema : schema.substring(0, SHOWN) + "… (all of it: --dry-run)";
    }

    @Override
    public String question() {
        return isEmpty() ? "" : "This sets %s.".formatted(Text.count(changes().size(), "validator"));
    }
}
