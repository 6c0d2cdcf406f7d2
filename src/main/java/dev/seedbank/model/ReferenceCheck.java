package dev.seedbank.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.ModelCatalog;
import dev.seedbank.cli.Text;
import dev.seedbank.model.Finding.Kind;
import dev.seedbank.model.schema.Model;
import dev.seedbank.model.schema.Reference;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks up what the documents of a collection refer to by one of their fields, many at a time. Where several documents have the value,
 * as where a code is unique within a tenant only, the one meant is the tenant's own, and one that is not deleted.
 */
final class ReferenceCheck {
    private static final int AT_ONCE = 1_000;

    /** Of texts in one question, so that it stays far below what a server takes. */
    private static final long MOST_CHARACTERS = 1 << 20;

    /** What was found last is kept: tenants and the like are referred to again and again. */
    private static final int REMEMBERED = 4_096;

    private static final int LONGEST_REMEMBERED = 100;
    private static final JsonNode NOBODY = JsonNodeFactory.instance.missingNode();
    private static final Set<String> COMPARED = Set.of("objectId", "binData", "date");

    private final ModelCatalog catalog;
    private final Reference reference;
    private final Optional<Target> target;
    private final List<Use> open = new ArrayList<>();
    private final Map<Kind, Examples> found = new EnumMap<>(Kind.class);
    private final Map<Question, Verdict> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Verdict> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long characters;
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

    /**
     * Who refers.
     *
     * @param id of the document
     * @param tenant whose it is; missing if it is nobody's
     * @param deleted whether it is marked as deleted
     */
    record Source(String id, JsonNode tenant, boolean deleted) {
        static Source of(Model model, String id, ObjectNode document) {
            var tenant = model.tenant()
                    .map(it -> Values.field(document, it))
                    .filter(Values::isSet)
                    .map(Values::tenantKey);
            var mark = model.softDelete().map(it -> Values.field(document, it));
            return new Source(
                    id, tenant.orElse(NOBODY), mark.filter(Values::isDeleted).isPresent());
        }
    }

    private record Use(Source source, JsonNode value) {
        Question question() {
            return new Question(Values.key(value), source.tenant);
        }
    }

    private record Question(JsonNode value, JsonNode tenant) {}

    /**
     * What a value leads to.
     *
     * @param form how the value differs from the one that was found, if it does
     */
    private record Verdict(boolean dangling, Optional<Kind> form, boolean otherTenant, boolean gone) {
        static final Verdict DANGLING = new Verdict(true, Optional.empty(), false, false);
    }

    /** Documents with one value: whether one of them is not deleted, by tenant; {@link #NOBODY}'s are everybody's. */
    private record Targets(Map<JsonNode, Boolean> live) {}

    /** @param target empty if there is no such collection */
    ReferenceCheck(ModelCatalog catalog, Reference reference, Optional<Target> target) {
        this.catalog = catalog;
        this.reference = reference;
        this.target = target;
    }

    /** Takes a value, or each in an array. */
    void add(Source source, JsonNode value) {
        for (var one : value.isArray() ? value : List.of(value)) {
            if (Values.isSet(one) && isComparable(one)) {
                add(new Use(source, one));
            }
        }
    }

    private void add(Use use) {
        var known = remembered.get(use.question());
        if (known != null) {
            report(use, known);
            return;
        }
        open.add(use);
        characters += use.value.isTextual() ? use.value.textValue().length() : LONGEST_REMEMBERED;
        if (open.size() >= AT_ONCE || characters >= MOST_CHARACTERS) {
            lookUp();
        }
    }

    /** Of others, such as a regular expression, nobody can say whether a document has them. */
    private static boolean isComparable(JsonNode value) {
        return value.isTextual()
                ? value.textValue().length() < MOST_CHARACTERS
                : value.isNumber()
                        || value.isBoolean()
                        || Values.special(value)
                                .filter(it -> COMPARED.contains(it.type()))
                                .isPresent();
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
        for (var use : open) {
            var verdict = verdict(use, known);
            report(use, verdict);
            if (!use.value.isTextual() || use.value.textValue().length() <= LONGEST_REMEMBERED) {
                remembered.put(use.question(), verdict);
            }
        }
        open.clear();
        characters = 0;
    }

    private Map<JsonNode, Targets> known(Target it) {
        Set<JsonNode> wanted = new HashSet<>();
        Set<JsonNode> tenants = new HashSet<>();
        for (var use : open) {
            wanted.add(use.value);
            Values.counterpart(use.value).ifPresent(wanted::add);
            tenants.add(use.source.tenant);
        }
        var known = new HashMap<JsonNode, Targets>();
        wanted.forEach(value -> known.put(Values.key(value), new Targets(new HashMap<>())));
        var path = List.of(reference.field().split("\\.", -1));
        catalog.find(it.collection, reference.field(), wanted, it.fields(), document -> {
            var tenant = tenant(it, document, tenants);
            boolean live = !isDeleted(it, document);
            Values.at(document, path, value -> {
                var targets = known.get(Values.key(value));
                if (targets != null) {
                    targets.live.merge(tenant, live, Boolean::logicalOr);
                }
            });
        });
        known.values().removeIf(targets -> targets.live.isEmpty());
        return known;
    }

    /** Of those that nobody asks for all are one: otherwise what is kept would grow with the number of tenants. */
    private static JsonNode tenant(Target it, ObjectNode document, Set<JsonNode> asked) {
        var tenant = it.model
                .flatMap(Model::tenant)
                .map(name -> Values.field(document, name))
                .filter(Values::isSet)
                .map(Values::tenantKey)
                .orElse(NOBODY);
        return tenant.isMissingNode() || asked.contains(tenant) ? tenant : JsonNodeFactory.instance.nullNode();
    }

    private static boolean isDeleted(Target it, ObjectNode document) {
        return it.model
                .flatMap(Model::softDelete)
                .map(name -> Values.field(document, name))
                .filter(Values::isDeleted)
                .isPresent();
    }

    private Verdict verdict(Use use, Map<JsonNode, Targets> known) {
        var direct = known.get(Values.key(use.value));
        if (direct != null) {
            return verdict(use, Optional.empty(), direct);
        }
        var counterpart = Values.counterpart(use.value).map(known::get);
        return counterpart
                .map(it -> verdict(
                        use,
                        Optional.of(use.value.isTextual() ? Kind.TEXT_FOR_OBJECT_ID : Kind.OBJECT_ID_FOR_TEXT),
                        it))
                .orElse(Verdict.DANGLING);
    }

    private static Verdict verdict(Use use, Optional<Kind> form, Targets targets) {
        var tenant = use.source.tenant;
        var own = new ArrayList<Boolean>();
        targets.live.forEach((whose, live) -> {
            if (tenant.isMissingNode() || whose.isMissingNode() || whose.equals(tenant)) {
                own.add(live);
            }
        });
        var meant = own.isEmpty() ? targets.live.values() : own;
        return new Verdict(false, form, own.isEmpty(), !meant.contains(true));
    }

    private void report(Use use, Verdict verdict) {
        if (verdict.dangling) {
            report(Kind.DANGLING, use);
        }
        if (verdict.form.equals(Optional.of(Kind.TEXT_FOR_OBJECT_ID)) && reference.isText()) {
            texts++;
        } else {
            verdict.form.ifPresent(kind -> report(kind, use));
        }
        if (verdict.otherTenant) {
            report(Kind.OTHER_TENANT, use);
        }
        if (verdict.gone && !use.source.deleted) {
            report(Kind.DELETED_TARGET, use);
        }
    }

    private void report(Kind kind, Use use) {
        found.computeIfAbsent(kind, it -> new Examples()).add(use.source.id, Values.shown(use.value));
    }

    private String words(Kind kind, long count) {
        var what = "%s (%s)".formatted(reference.shown(), reference.target());
        var references = Text.count(count, "reference");
        boolean one = count == 1;
        return switch (kind) {
            case DANGLING ->
                "%s %s in %s%s"
                        .formatted(count, "dangling", what, target.isPresent() ? "" : ": there is no such collection");
            case TEXT_FOR_OBJECT_ID ->
                "%s in %s %s text, where an ObjectId is meant".formatted(references, what, one ? "is" : "are");
            case OBJECT_ID_FOR_TEXT ->
                "%s in %s %s, where text is meant"
                        .formatted(references, what, one ? "is an ObjectId" : "are ObjectIds");
            case OTHER_TENANT ->
                "%s in %s %s to another tenant's document".formatted(references, what, one ? "leads" : "lead");
            case DELETED_TARGET ->
                "%s in %s %s to a document that is marked as deleted"
                        .formatted(references, what, one ? "leads" : "lead");
            default -> throw new IllegalStateException(kind.word());
        };
    }
}
