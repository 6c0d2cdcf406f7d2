package dev.seedbank.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.ModelCatalog.Entry;
import dev.seedbank.backend.ModelCatalog.Kind;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.Progress;
import dev.seedbank.config.Nearest;
import dev.seedbank.config.Project;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Targets;
import dev.seedbank.model.InferResult.Written;
import dev.seedbank.model.schema.ModelFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes first models from the data: one pass over each collection, in memory that does not grow with it. */
@ApplicationScoped
public class Inference {
    private static final Pattern TENANT =
            Pattern.compile("(?i).*(tenant|company|organi[sz]ation|org|account|workspace|customer).*");
    private static final Pattern DELETED = Pattern.compile("(?i)(is_?deleted|deleted)");
    private static final Pattern FILE_NAME = Pattern.compile("[^/\\\\\\x00-\\x1f:*?\"<>|]+");

    /** What was learnt of a collection. */
    private record Learnt(Collection collection, Shape shape, ObjectNode schema, Map<String, String> references) {}

    /**
     * Reads collections and writes their models; a file that is there stays, unless it is to be replaced.
     *
     * @param names of collections; empty for all
     */
    InferResult infer(Targets targets, List<String> names, boolean force, Progress progress) {
        var stores = targets.stores().stream()
                .filter(store -> store.models().hasValidators())
                .toList();
        requireKnown(names, stores);
        var written = new ArrayList<Written>();
        for (var store : stores) {
            try {
                written.addAll(infer(store, targets.project(), names, force, progress));
            } catch (Failure e) {
                throw Where.at(Where.Key.STORE, store.settings().name()).of(e);
            }
        }
        return new InferResult(written);
    }

    private static List<Entry> entries(StoreReader store) {
        return store.models().entries().stream()
                .filter(entry -> entry.kind() != Kind.VIEW && !store.reserves(entry.collection()))
                .toList();
    }

    private static void requireKnown(List<String> names, List<StoreReader> stores) {
        var known = names.isEmpty()
                ? Set.<String>of()
                : stores.stream()
                        .flatMap(store -> entries(store).stream())
                        .map(entry -> entry.collection().name())
                        .collect(Collectors.toSet());
        for (var name : names) {
            if (!known.contains(name)) {
                throw Where.at(Where.Key.COLLECTION, name)
                        .of(UsageFailure.notFound(
                                "There is no collection '%s'".formatted(name), Nearest.advice(name, known, "")));
            }
        }
    }

    private static List<Written> infer(
            StoreReader store, Project project, List<String> names, boolean force, Progress progress) {
        var entries = entries(store);
        var learnt = new TreeMap<String, Learnt>();
        for (var entry : entries) {
            var name = entry.collection().name();
            if ((names.isEmpty() || names.contains(name)) && !learnt.containsKey(name)) {
                learnt.put(name, learn(store, entries, name, progress));
            }
        }
        tenants(learnt.values().stream().toList());
        return learnt.values().stream()
                .map(it -> write(store, project, it, force))
                .toList();
    }

    /** Of a family all collections of the name. */
    private static Learnt learn(StoreReader store, List<Entry> entries, String name, Progress progress) {
        var shape = new Shape();
        var catalog = store.models();
        var same = entries.stream()
                .map(Entry::collection)
                .filter(it -> it.name().equals(name))
                .toList();
        for (var collection : same) {
            var label = store.settings().name() + "/" + collection.label("/");
            try (var work = progress.work("model infer", Progress.Unit.ROWS, 0)) {
                var meter = work.part(label, 0);
                catalog.read(collection, document -> {
                    shape.add(document);
                    meter.advance(1);
                });
            }
        }
        var schema = ShapeSchema.of(shape);
        var others = entries.stream()
                .map(Entry::collection)
                .filter(it -> it.namespace().equals(same.getFirst().namespace()))
                .toList();
        var references = new InferredReferences(catalog, others).write(shape, schema);
        return new Learnt(same.getFirst(), shape, schema, references);
    }

    /** A field of that kind of name that every document has, and that refers to the same collection in half of the others. */
    private static void tenants(List<Learnt> all) {
        var votes = new LinkedHashMap<String, Integer>();
        for (var it : all) {
            it.references.forEach((field, target) -> {
                if (TENANT.matcher(field).matches()) {
                    votes.merge(field + "\n" + target, 1, Integer::sum);
                }
            });
        }
        var best = votes.entrySet().stream().max(Map.Entry.comparingByValue()).filter(it -> it.getValue() >= 2);
        for (var it : all) {
            if (best.isPresent()) {
                var field = best.get().getKey().split("\n", -1);
                if (field[1].equals(it.references.get(field[0]))) {
                    it.schema.put("x-tenant", field[0]);
                }
            }
            it.shape.fields.forEach((name, field) -> {
                if (DELETED.matcher(name).matches() && field.seen("bool") > 0) {
                    it.schema.put("x-soft-delete", name);
                }
            });
        }
    }

    private static Written write(StoreReader store, Project project, Learnt learnt, boolean force) {
        var files = ModelFiles.files(project);
        var name = learnt.collection.name();
        boolean plain = FILE_NAME.matcher(name).matches() && !name.startsWith("_") && !name.startsWith(".");
        var file = (plain ? name : "collection-" + Integer.toHexString(name.hashCode())) + ".json";
        var storeName = store.settings().name();
        var path = files.folder(storeName).resolve(file);
        var shown = files.shown(storeName) + "/" + file;
        var label = storeName + "/" + name;
        if (Files.exists(path) && !force) {
            return new Written(label, shown, learnt.shape.count, false);
        }
        var model = JsonNodeFactory.instance.objectNode();
        model.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        if (!plain) {
            model.put("x-collection", name);
        }
        model.put("description", "Inferred from %d documents".formatted(learnt.shape.count));
        for (var word : List.of("x-tenant", "x-soft-delete")) {
            if (learnt.schema.has(word)) {
                model.set(word, learnt.schema.get(word));
            }
        }
        model.setAll(learnt.schema);
        write(path, shown, model.toPrettyString() + "\n");
        return new Written(label, shown, learnt.shape.count, true);
    }

    private static void write(Path path, String shown, String text) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.write(path, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new OperationFailed(
                    ErrorCode.FILE,
                    "%s cannot be written: %s".formatted(shown, e.getMessage()),
                    "Check the folder.",
                    e);
        }
    }
}
