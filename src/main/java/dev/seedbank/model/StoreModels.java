package dev.seedbank.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.ModelCatalog;
import dev.seedbank.backend.ModelCatalog.Entry;
import dev.seedbank.backend.ModelCatalog.Kind;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.model.Validator;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.guard.ReservedNames;
import dev.seedbank.model.schema.Model;
import dev.seedbank.model.schema.ModelFiles;
import dev.seedbank.model.schema.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One store's models beside the collections that it has. */
record StoreModels(StoreReader store, Models models, ModelCatalog catalog, List<Entry> entries) {
    StoreModels {
        entries = List.copyOf(entries);
    }

    /** A model and a collection that it is for; of a family each database's. */
    record Pair(Model model, Entry entry) {}

    /**
     * Reads files and lists collections.
     *
     * @throws dev.seedbank.failure.GuardRefusal if one is for what is Seedbank's own or the server's
     */
    static StoreModels of(StoreReader store, Project project, boolean checked) {
        var name = store.settings().name();
        var models = checked ? ModelFiles.readChecked(project, name) : ModelFiles.read(project, name);
        for (var model : models.all()) {
            var collection = new Collection(store.namespace(), model.collection(), true, Collection.Kind.DATA);
            ReservedNames.refuse(store, collection, model.file());
        }
        var catalog = store.models();
        return new StoreModels(store, models, catalog, catalog.entries());
    }

    /** Whether it has collections of documents; if not, tables. */
    boolean hasDocuments() {
        return catalog.hasValidators();
    }

    String name() {
        return store.settings().name();
    }

    /** {@code main/users}. */
    String label(Collection collection) {
        return Text.printable(name() + "/" + plain(collection));
    }

    /** {@code users}, or {@code open_project1/users} in a family. */
    String plain(Collection collection) {
        return collection.label(store.settings().isFamily() ? "/" : ".");
    }

    List<Pair> pairs() {
        var pairs = new ArrayList<Pair>();
        for (var entry : entries) {
            model(entry.collection()).ifPresent(model -> pairs.add(new Pair(model, entry)));
        }
        return pairs;
    }

    /** The one for a collection: by its name, which outside the store's own schema has the schema in front. */
    Optional<Model> model(Collection collection) {
        return models.of(modelName(store, collection));
    }

    /** What the model for a collection is called. */
    static String modelName(StoreReader store, Collection collection) {
        return store.settings().isFamily() ? collection.name() : collection.label(".");
    }

    /** Collections that no model is for. Views show what others hold. */
    List<Entry> withoutModel() {
        return entries.stream()
                .filter(entry -> entry.kind() != Kind.VIEW && !store.reserves(entry.collection()))
                .filter(entry -> model(entry.collection()).isEmpty())
                .toList();
    }

    /** Models for which there is no collection. Which databases of a family have one is their own affair. */
    List<Model> withoutCollection() {
        if (store.settings().isFamily()) {
            return List.of();
        }
        var found = pairs().stream().map(Pair::model).toList();
        return models.all().stream().filter(model -> !found.contains(model)).toList();
    }

    /** The collection of this name that a document of {@code from} refers to: in the same database. */
    Optional<Entry> beside(Collection from, String name) {
        return entries.stream()
                .filter(entry -> entry.collection().name().equals(name)
                        && entry.collection().namespace().equals(from.namespace()))
                .findFirst();
    }

    /** How a collection's validator is not as its model says; empty if it is, or the server has no validators. */
    Optional<Drift> drift(Pair pair) {
        var entry = pair.entry;
        if (!catalog.hasValidators() || entry.kind() != Kind.DOCUMENTS) {
            return Optional.empty();
        }
        if (entry.validator().isEmpty()) {
            return Optional.of(Drift.MISSING);
        }
        var wanted = pair.model.validator();
        var existing = CanonicalTree.of(entry.validator());
        if (!existing.equals(CanonicalTree.of(whole(wanted)))) {
            return Optional.of(Drift.DIFFERENT);
        }
        boolean same = entry.level().equals(wanted.level().word())
                && entry.action().equals(wanted.action().word());
        return same ? Optional.empty() : Optional.of(Drift.OTHER_LEVEL);
    }

    private static com.fasterxml.jackson.databind.JsonNode whole(Validator validator) {
        return JsonNodeFactory.instance.objectNode().set("$jsonSchema", validator.schema());
    }

    /** What a validator can lack. */
    enum Drift {
        MISSING("no validator"),
        DIFFERENT("a validator that differs from the model"),
        OTHER_LEVEL("a validation level or action that differs from the model");

        private final String words;

        Drift(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
