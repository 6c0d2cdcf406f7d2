package dev.seedbank.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Text;
import dev.seedbank.model.Finding.Kind;
import dev.seedbank.model.StoreModels.Pair;
import dev.seedbank.model.schema.Model;
import dev.seedbank.model.schema.Reference;
import dev.seedbank.model.schema.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One pass over a collection: each document against its model, and what it refers to. Keeps counts and a few examples. */
final class CollectionCheck {
    private static final int MOST_REASONS = 3;

    private final Model model;
    private final Examples violations = new Examples();
    private final Examples tenantless = new Examples();
    private final StoreModels store;
    private final Pair pair;
    private final Map<Reference, ReferenceCheck> references = new LinkedHashMap<>();
    private long documents;
    private long deleted;

    private CollectionCheck(StoreModels store, Pair pair) {
        this.model = pair.model();
        this.store = store;
        this.pair = pair;
    }

    private ReferenceCheck check(Reference reference) {
        return references.computeIfAbsent(
                reference,
                it -> new ReferenceCheck(
                        store.catalog(),
                        it,
                        store.beside(pair.entry().collection(), it.collection())
                                .map(there -> new ReferenceCheck.Target(
                                        there.collection(), store.model(there.collection())))));
    }

    static Checked of(StoreModels store, Pair pair, Progress.Meter meter) {
        var check = new CollectionCheck(store, pair);
        store.catalog().read(pair.entry().collection(), document -> {
            check.look(document);
            meter.advance(1);
        });
        return check.checked(store, pair);
    }

    private void look(ObjectNode document) {
        documents++;
        var id = Values.shown(document.path("_id"));
        var found = model.violations(document);
        if (!found.isEmpty()) {
            violations.add(id, reasons(found));
        }
        if (model.tenant()
                .map(it -> Values.field(document, it))
                .filter(it -> !Values.isSet(it))
                .isPresent()) {
            tenantless.add(id, "");
        }
        var source = ReferenceCheck.Source.of(model, id, document);
        if (source.deleted()) {
            deleted++;
        }
        model.references().find(document, (reference, value) -> check(reference).add(source, value));
    }

    /** {@code /age: integer expected}; of many the first. */
    static String reasons(List<Violation> found) {
        var shown = found.stream()
                .limit(MOST_REASONS)
                .map(it -> Text.printable((it.path().isEmpty() ? "" : it.path() + ": ") + it.reason()))
                .collect(Collectors.joining("; "));
        return found.size() > MOST_REASONS ? shown + "; and %d more".formatted(found.size() - MOST_REASONS) : shown;
    }

    private Checked checked(StoreModels store, Pair pair) {
        var findings = new ArrayList<Finding>();
        store.drift(pair).ifPresent(drift -> findings.add(Finding.of(Kind.VALIDATOR, drift.words())));
        if (violations.total() > 0) {
            findings.add(new Finding(
                    Kind.VIOLATION,
                    "",
                    violations.total(),
                    "%s not as the model says"
                            .formatted(
                                    violations.total() == 1 ? "1 document is" : violations.total() + " documents are"),
                    violations.kept()));
        }
        if (tenantless.total() > 0) {
            var tenant = model.tenant().orElseThrow();
            findings.add(new Finding(
                    Kind.NO_TENANT,
                    tenant,
                    tenantless.total(),
                    "%s without the tenant's %s".formatted(Text.count(tenantless.total(), "document"), tenant),
                    tenantless.kept()));
        }
        references.values().forEach(it -> findings.addAll(it.findings()));
        long texts =
                references.values().stream().mapToLong(ReferenceCheck::texts).sum();
        return new Checked(
                store.name(),
                store.plain(pair.entry().collection()),
                model.file(),
                documents,
                model.softDelete().isPresent() ? deleted : -1,
                texts,
                findings,
                model.translation().untranslated());
    }
}
