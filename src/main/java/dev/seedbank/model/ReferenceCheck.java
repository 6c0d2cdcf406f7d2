package dev.seedbank.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.ModelCatalog;
import dev.seedbank.model.Finding.Kind;
import dev.seedbank.model.schema.Model;
import dev.seedbank.model.schema.Reference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks up what the documents of a collection refer to by one of their fields, many at a time. */
final class ReferenceCheck {
    private static final int AT_ONCE = 1_000;

    private final ModelCatalog catalog;
    private final Model model;
    private final Reference reference;
    private final Optional<Target> target;
    private final List<Use> open = new ArrayList<>();
    private final Map<Kind, Examples> found = new EnumMap<>(Kind.class);
    private long texts;

    /**
     * What is referred to.
     *
     * @param model of the collection, if there is one: it says whose its documents are, and which are deleted
     */
    record Target(Collection collection, Optional<Model> model) {
        List<String> fields() {
            var fields = new ArrayList<String>();
            model.flatMap(Model::tenant).ifPresent(fields::add);
            model.flatMap(Model::softDelete).ifPresent(fields::add);
            return fields;
        }
    }

    /** A value in a document. */
    private record Use(String id, JsonNode value, JsonNode tenant, boolean deleted) {}

    /** @param target empty if there is no such collection */
    ReferenceCheck(ModelCatalog catalog, Model model, Reference reference, Optional<Target> target) {
        this.catalog = catalog;
        this.model = model;
        this.reference = reference;
        this.target = target;
    }

    /** Takes what one document refers to. */
    void add(String id, ObjectNode document) {
        var tenant = model.tenant().map(document::path).orElse(document.path(""));
        boolean deleted =
                model.softDelete().map(document::path).filter(Values::isDeleted).isPresent();
        Values.at(document, reference.path(), value -> {
            for (var one : value.isArray() ? value : List.of(value)) {
                if (Values.isSet(one)) {
                    open.add(new Use(id, one, tenant, deleted));
                }
            }
        });
        if (open.size() >= AT_ONCE) {
            lookUp();
        }
    }

    /** What has been found in all documents. */
    List<Finding> findings() {
        lookUp();
        var findings = new ArrayList<Finding>();
        found.forEach((kind, examples) -> findings.add(new Finding(
                kind, reference.shown(), examples.total(), words(kind, examples.total()), examples.kept())));
        return findings;
    }

    /** References that hold an ObjectId's text, as the model wants it. */
    long texts() {
        return texts;
    }

    private void lookUp() {
        if (open.isEmpty()) {
            return;
        }
        var known = target.map(this::known).orElse(Map.of());
        open.forEach(use -> judge(use, known));
        open.clear();
    }

    private Map<JsonNode, ObjectNode> known(Target it) {
        Set<JsonNode> wanted = new HashSet<>();
        for (var use : open) {
            if (use.value.isTextual() || use.value.isNumber() || Values.isObjectId(use.value)) {
                wanted.add(use.value);
                Values.counterpart(use.value).ifPresent(wanted::add);
            }
        }
        var known = new HashMap<JsonNode, ObjectNode>();
        catalog.find(
                it.collection,
                reference.field(),
                wanted,
                it.fields(),
                document -> Values.at(
                        document,
                        List.of(reference.field().split("\\.", -1)),
                        value -> known.putIfAbsent(Values.key(value), document)));
        return known;
    }

    private void judge(Use use, Map<JsonNode, ObjectNode> known) {
        var direct = known.get(Values.key(use.value));
        var counterpart = Values.counterpart(use.value).map(known::get);
        if (direct != null) {
            judge(use, direct);
        } else if (counterpart.isPresent()) {
            boolean text = use.value.isTextual();
            if (text && reference.isText()) {
                texts++;
            } else {
                report(text ? Kind.TEXT_FOR_OBJECT_ID : Kind.OBJECT_ID_FOR_TEXT, use);
            }
            judge(use, counterpart.get());
        } else {
            report(Kind.DANGLING, use);
        }
    }

    private void judge(Use use, ObjectNode document) {
        var its = target.flatMap(Target::model);
        var tenant = its.flatMap(Model::tenant).map(document::path);
        if (tenant.isPresent()
                && Values.isSet(use.tenant)
                && Values.isSet(tenant.get())
                && !isSame(use.tenant, tenant.get())) {
            report(Kind.OTHER_TENANT, use);
        }
        boolean gone = its.flatMap(Model::softDelete)
                .map(document::path)
                .filter(Values::isDeleted)
                .isPresent();
        if (gone && !use.deleted) {
            report(Kind.DELETED_TARGET, use);
        }
    }

    /** A tenant as text is the one with that ObjectId. */
    private static boolean isSame(JsonNode one, JsonNode other) {
        return Values.key(one).equals(Values.key(other))
                || Values.counterpart(one).filter(other::equals).isPresent();
    }

    private void report(Kind kind, Use use) {
        found.computeIfAbsent(kind, it -> new Examples()).add(use.id, Values.shown(use.value));
    }

    private String words(Kind kind, long count) {
        var what = "%s (%s)".formatted(reference.shown(), reference.target());
        return switch (kind) {
            case DANGLING ->
                target.isPresent()
                        ? "%d dangling in %s".formatted(count, what)
                        : "%d dangling in %s: there is no such collection".formatted(count, what);
            case TEXT_FOR_OBJECT_ID -> "%d in %s are text, where an ObjectId is meant".formatted(count, what);
            case OBJECT_ID_FOR_TEXT -> "%d in %s are ObjectIds, where text is meant".formatted(count, what);
            case OTHER_TENANT -> "%d in %s lead to another tenant's document".formatted(count, what);
            case DELETED_TARGET -> "%d in %s lead to a document that is marked as deleted".formatted(count, what);
            default -> throw new IllegalStateException(kind.word());
        };
    }
}
