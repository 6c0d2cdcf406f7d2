package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.mongo.catalog.Namespaces;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonDocument;

/** How collections and views get to be what is declared of them. */
final class CollectionComparison {
    private static final String ADVICE =
            "MongoDB cannot change that. Declare a collection under another name, copy the documents with a migration (aggregate with $merge), and rename it; or take the change back.";

    private final Map<String, Namespaces.Entry> existing;
    private final KeptIndexes kept;
    private final Documents documents;
    private final Draft draft;
    private final Set<String> anew = new HashSet<>();

    CollectionComparison(Map<String, Namespaces.Entry> existing, KeptIndexes kept, Documents documents, Draft draft) {
        this.kept = kept;
        this.existing = existing;
        this.documents = documents;
        this.draft = draft;
    }

    /** Those that are made again, without what they were. */
    Set<String> anew() {
        return anew;
    }

    void compare(Wanted wanted) {
        var entry = Optional.ofNullable(existing.get(wanted.name()));
        if (entry.isEmpty()) {
            draft.step(wanted.object(), wanted.creation());
            modelNotes(wanted);
            return;
        }
        if (wanted.options().isPresent()) {
            var reasons = Fixed.differences(wanted, entry.get());
            if (!reasons.isEmpty()) {
                replace(wanted, entry.get(), reasons);
                return;
            }
            new InPlace(wanted, entry.get(), documents, draft).options();
        }
        if (entry.get().type() == Namespaces.Entry.Type.COLLECTION) {
            new InPlace(wanted, entry.get(), documents, draft).validator();
        } else {
            modelNotes(wanted);
        }
    }

    private void modelNotes(Wanted wanted) {
        if (wanted.model().isEmpty()) {
            return;
        }
        var entry = Optional.ofNullable(existing.get(wanted.name()));
        var type = entry.filter(_ -> wanted.options().isEmpty()).map(Namespaces.Entry::type);
        if (wanted.isView() || type.equals(Optional.of(Namespaces.Entry.Type.VIEW))) {
            draft.note("%s: a view has no validator, so %s sets none"
                    .formatted(wanted.name(), wanted.model().get().file()));
        } else if (wanted.isTimeSeries() || type.equals(Optional.of(Namespaces.Entry.Type.TIME_SERIES))) {
            draft.note("%s: a time-series collection has no validator, so %s sets none"
                    .formatted(wanted.name(), wanted.model().get().file()));
        } else {
            wanted.model().get().notes().forEach(draft::note);
        }
    }

    /** Nothing is lost with a view, nor with a collection that nobody has put anything into or has sharded. */
    private void replace(Wanted wanted, Namespaces.Entry entry, List<String> reasons) {
        boolean view = entry.type() == Namespaces.Entry.Type.VIEW;
        if (!view && !documents.canGoWith(entry)) {
            draft.refuse(wanted.object(), String.join("; ", reasons), ADVICE);
            return;
        }
        var old = (view ? "view " : "collection ") + wanted.name();
        draft.drop(old, wanted.name(), view ? Stake.NONE : Stake.relyingOn(new Held.None(new BsonDocument(), "")));
        draft.step(wanted.object(), wanted.creation());
        draft.note("%s is made again, because %s%s"
                .formatted(wanted.name(), String.join("; ", reasons), view ? "" : "; it is empty"));
        if (!view) {
            kept.keep(wanted, entry);
        }
        anew.add(wanted.name());
        modelNotes(wanted);
    }

    /** What is there and not declared, views first, for those who want it gone. */
    void dropOthers(Set<String> kept) {
        var gone = existing.values().stream()
                .filter(it -> !kept.contains(it.collection().name()))
                .filter(it -> !it.collection().name().equals(Namespaces.FUNCTIONS))
                .sorted((one, other) -> {
                    int views = Boolean.compare(
                            other.type() == Namespaces.Entry.Type.VIEW, one.type() == Namespaces.Entry.Type.VIEW);
                    return views != 0
                            ? views
                            : one.collection()
                                    .name()
                                    .compareTo(other.collection().name());
                })
                .toList();
        for (var entry : gone) {
            var name = entry.collection().name();
            if (entry.type() == Namespaces.Entry.Type.VIEW) {
                draft.drop("view " + name, name, Stake.NONE);
            } else {
                draft.drop("collection " + name, name, Stake.lost("all its documents"));
            }
        }
    }
}
