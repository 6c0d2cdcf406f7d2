package dev.seedbank.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.ModelCatalog.Entry;
import dev.seedbank.backend.ModelCatalog.Kind;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Nearest;
import dev.seedbank.config.Project;
import dev.seedbank.config.SensitiveFields;
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
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes first models from the data: one pass over each collection, in memory that does not grow with it. */
@ApplicationScoped
public class Inference {
    private static final Pattern TENANT =
            Pattern.compile("(?i)(.*_)?(tenant|company|organi[sz]ation|org|account|workspace)(_?(id|key))?");
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
        if (stores.isEmpty()) {
            throw new UsageFailure(
                    "model infer reads collections of documents: tables have their structure in the database",
                    "A model for a table is written by hand: docs/models.md.");
        }
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
        var wanted = entries.stream()
                .map(entry -> entry.collection().name())
                .filter(name -> names.isEmpty() || names.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        var written = new TreeMap<String, Written>();
        var learnt = new ArrayList<Learnt>();
        for (var name : wanted) {
            var file = File.of(store, project, name);
            if (!force && file.isThere()) {
                written.put(name, new Written(file.label(), file.shown(), 0, false));
            } else {
                learnt.add(learn(store, entries, name, project.sensitive(), progress));
            }
        }
        tenants(learnt);
        for (var it : learnt) {
            var name = it.collection.name();
            written.put(name, write(File.of(store, project, name), name, it));
        }
        return written.values().stream().toList();
    }

    /**
     * Where a collection's model goes.
     *
     * @param plain whether the file's name is the collection's
     * @param shown as the user knows it
     */
    private record File(String label, boolean plain, Path path, String shown) {
        static File of(StoreReader store, Project project, String collection) {
            boolean plain = FILE_NAME.matcher(collection).matches()
                    && !collection.startsWith("_")
                    && !collection.startsWith(".");
            var name = (plain ? collection : "collection-" + Integer.toHexString(collection.hashCode())) + ".json";
            var files = ModelFiles.files(project);
            var storeName = store.settings().name();
            return new File(
                    storeName + "/" + collection,
                    plain,
                    files.folder(storeName).resolve(name),
                    files.shown(storeName) + "/" + name);
        }

        /** A link that leads nowhere is there as well. */
        boolean isThere() {
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        }

        /** All of it or nothing: what is there may be written by hand. */
        void write(String text) {
            try {
                var folder = path.toAbsolutePath().getParent();
                Files.createDirectories(folder);
                var draft = Files.createTempFile(folder, ".", ".new");
                try {
                    Files.writeString(draft, text);
                    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
                    Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } finally {
                    Files.deleteIfExists(draft);
                }
            } catch (IOException e) {
                throw new OperationFailed(
                        ErrorCode.FILE,
                        "%s cannot be written: %s".formatted(shown, e.getMessage()),
                        "Check the folder. What was there before is as it was.",
                        e);
            }
        }
    }

    /** Of a family all collections of the name. */
    private static Learnt learn(
            StoreReader store, List<Entry> entries, String name, SensitiveFields sensitive, Progress progress) {
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
        sensitive.of(Set.of(name)).keySet().forEach(shape::hide);
        var schema = ShapeSchema.of(shape);
        var others = entries.stream()
                .map(Entry::collection)
                .filter(it -> it.namespace().equals(same.getFirst().namespace()))
                .toList();
        var references = new InferredReferences(catalog, others).write(shape, schema);
        return new Learnt(same.getFirst(), shape, schema, references);
    }

    /** A field of that kind of name that every document has, and that refers to the same collection in half of the collections. */
    private static void tenants(List<Learnt> all) {
        var votes = new LinkedHashMap<String, Integer>();
        for (var it : all) {
            it.references.forEach((field, target) -> {
                if (TENANT.matcher(field).matches() && isAlways(it.shape, field)) {
                    votes.merge(field + "\n" + target, 1, Integer::sum);
                }
            });
        }
        var best = votes.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(it -> it.getValue() >= 2 && it.getValue() * 2 >= all.size() - 1);
        for (var it : all) {
            if (best.isPresent()) {
                var field = best.get().getKey().split("\n", -1);
                if (field[1].equals(it.references.get(field[0])) && isAlways(it.shape, field[0])) {
                    it.schema.put("x-tenant", field[0]);
                }
            }
            it.shape.fields.forEach((name, field) -> {
                if (DELETED.matcher(name).matches() && field.seen("bool") + field.seen("date") > 0) {
                    it.schema.put("x-soft-delete", name);
                }
            });
        }
    }

    private static boolean isAlways(Shape shape, String name) {
        var field = shape.fields.get(name);
        return field != null && field.count == shape.count && field.seen("null") == 0;
    }

    private static Written write(File file, String name, Learnt learnt) {
        var model = JsonNodeFactory.instance.objectNode();
        model.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        if (!file.plain) {
            model.put("x-collection", name);
        }
        model.put("description", "Inferred from %s".formatted(Text.count(learnt.shape.count, "document")));
        for (var word : List.of("x-tenant", "x-soft-delete")) {
            if (learnt.schema.has(word)) {
                model.set(word, learnt.schema.get(word));
            }
        }
        model.setAll(learnt.schema);
        file.write(model.toPrettyString() + "\n");
        return new Written(file.label, file.shown, learnt.shape.count, true);
    }
}
