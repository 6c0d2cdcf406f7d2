package dev.seedbank.backend.mongo.index;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.IndexFinding.State;
import dev.seedbank.backend.mongo.catalog.Definition;
import dev.seedbank.backend.mongo.index.DeclaredIndexes.Declared;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** Which declared index is which existing one of a collection: the same structure, else the same name in the file, else the same fields. */
final class Matching {
    /** What {@code collMod} changes of an index (MongoDB manual, collMod). */
    private static final Set<String> IN_PLACE = Set.of("expireAfterSeconds", "hidden", "unique", "prepareUnique");

    private final Collection collection;
    private final BsonDocument inherited;
    private final Map<BsonDocument, Canonical> existing = new LinkedHashMap<>();
    private final Set<BsonDocument> taken = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    /**
     * @param inherited the collation of the collection; empty if it has none
     * @param indexes as the server lists them
     */
    Matching(Collection collection, BsonDocument inherited, List<BsonDocument> indexes) {
        this.collection = collection;
        this.inherited = inherited;
        for (var index : indexes) {
            existing.put(index, Canonical.of(index, new BsonDocument()));
            names.add(name(index));
        }
    }

    List<IndexFinding> compare(IndexDeclaration declaration, List<Declared> declared) {
        var wanted = canonical(declaration, declared);
        var same = new LinkedHashMap<Declared, BsonDocument>();
        wanted.forEach((one, index) ->
                take(it -> !isBridge(it) && index.equals(existing.get(it))).ifPresent(it -> same.put(one, it)));
        var similar = similar(wanted, same.keySet());
        var findings = new ArrayList<IndexFinding>();
        wanted.forEach((one, index) -> findings.add(
                same.containsKey(one)
                        ? IndexFinding.of(
                                State.PRESENT, collection, IndexWords.of(index), name(same.get(one)), List.of())
                        : Optional.ofNullable(similar.get(one))
                                .map(it -> different(one, index, it))
                                .orElseGet(() -> missing(one, index))));
        existing.keySet().stream().filter(it -> !taken.contains(it)).forEach(it -> findings.add(undeclared(it)));
        return findings;
    }

    private Map<Declared, Canonical> canonical(IndexDeclaration declaration, List<Declared> declared) {
        var wanted = new LinkedHashMap<Declared, Canonical>();
        for (var one : declared) {
            var index = Canonical.of(one.specification(), inherited);
            if (wanted.containsValue(index)) {
                throw declaration
                        .document()
                        .failure(one.line(), "this index is declared twice", "Remove one of the two.");
            }
            wanted.put(one, index);
        }
        return wanted;
    }

    private Optional<BsonDocument> take(Predicate<BsonDocument> which) {
        var found = existing.keySet().stream()
                .filter(it -> !taken.contains(it))
                .filter(which)
                .findFirst();
        found.ifPresent(taken::add);
        return found;
    }

    /** Each existing index for one declared at most, the most alike first. A collection has one text index at most. */
    private Map<Declared, BsonDocument> similar(Map<Declared, Canonical> wanted, Set<Declared> done) {
        var similar = new LinkedHashMap<Declared, BsonDocument>();
        List<BiPredicate<Declared, BsonDocument>> degrees = List.of(
                (one, it) -> Objects.equals(it.get("name"), one.specification().get("name")),
                (one, it) -> of(it).key().equals(of(wanted, one).key())
                        && of(it).isUnique() == of(wanted, one).isUnique(),
                (one, it) -> of(it).key().equals(of(wanted, one).key()),
                (one, it) -> of(it).isText() && of(wanted, one).isText());
        for (var degree : degrees) {
            wanted.keySet().stream()
                    .filter(one -> !done.contains(one) && !similar.containsKey(one))
                    .toList()
                    .forEach(one ->
                            take(it -> !isBridge(it) && degree.test(one, it)).ifPresent(it -> similar.put(one, it)));
        }
        return similar;
    }

    /** What a replacement that was broken off has left goes when the declared one is there. */
    private static boolean isBridge(BsonDocument index) {
        return name(index).equals(Replacement.BRIDGE);
    }

    private static Canonical of(Map<Declared, Canonical> wanted, Declared declared) {
        return Objects.requireNonNull(wanted.get(declared));
    }

    private Canonical of(BsonDocument index) {
        return Canonical.of(index, new BsonDocument());
    }

    private IndexFinding different(Declared declared, Canonical index, BsonDocument old) {
        var differences = IndexWords.differences(of(old), index);
        var replace = new MongoChange.Replace(
                label(), named(declared.specification(), index), Definition.forCreation(old, !inherited.isEmpty()));
        var change = inPlace(of(old), index)
                .<MongoChange>map(settings -> new MongoChange.Alter(
                        label(), name(old), settings, index.isUnique() && !of(old).isUnique(), replace))
                .orElse(replace);
        return new IndexFinding(
                State.DIFFERENT, collection, IndexWords.of(index), name(old), differences, Optional.of(change));
    }

    /** What is to be told {@code collMod}, except for becoming unique; empty if that cannot do it. */
    private static Optional<BsonDocument> inPlace(Canonical old, Canonical index) {
        var changed = new HashSet<String>();
        changed.addAll(old.options().keySet());
        changed.addAll(index.options().keySet());
        changed.removeIf(
                it -> Objects.equals(old.options().get(it), index.options().get(it)));
        boolean possible = old.key().equals(index.key())
                && IN_PLACE.containsAll(changed)
                && (!changed.contains("expireAfterSeconds") || index.options().containsKey("expireAfterSeconds"))
                && (!changed.contains("unique") || index.isUnique());
        if (!possible) {
            return Optional.empty();
        }
        var settings = new BsonDocument();
        if (changed.contains("expireAfterSeconds")) {
            settings.append("expireAfterSeconds", index.options().get("expireAfterSeconds"));
        }
        if (changed.contains("hidden")) {
            settings.append("hidden", BsonBoolean.valueOf(index.options().containsKey("hidden")));
        }
        if (changed.contains("prepareUnique") && !index.isUnique()) {
            settings.append("prepareUnique", BsonBoolean.FALSE);
        }
        return Optional.of(settings);
    }

    private IndexFinding missing(Declared declared, Canonical index) {
        var change = new MongoChange.Create(label(), named(declared.specification(), index));
        return new IndexFinding(State.MISSING, collection, IndexWords.of(index), "", List.of(), Optional.of(change));
    }

    private IndexFinding undeclared(BsonDocument index) {
        return new IndexFinding(
                State.UNDECLARED,
                collection,
                IndexWords.of(of(index)),
                name(index),
                List.of(),
                Optional.of(new MongoChange.Drop(label(), Definition.forCreation(index, !inherited.isEmpty()))));
    }

    /** With the name that the file gives, or the one that the shell would make, and a number if that is taken. */
    private BsonDocument named(BsonDocument specification, Canonical index) {
        var given = specification.get("name");
        var name = free(
                given == null ? usual(index, specification) : given.asString().getValue());
        var named = new BsonDocument();
        named.putAll(specification);
        named.put("name", new BsonString(name));
        return named;
    }

    private String free(String wanted) {
        var name = wanted;
        for (int i = 2; !names.add(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    private static String usual(Canonical index, BsonDocument specification) {
        var parts = new ArrayList<String>();
        specification
                .getDocument("key")
                .forEach((field, kind) -> parts.add(field + "_"
                        + (kind.isString()
                                ? kind.asString().getValue()
                                : index.key().getNumber(field).intValue())));
        return String.join("_", parts);
    }

    private static String name(BsonDocument index) {
        return index.getString("name").getValue();
    }

    private String label() {
        return collection.name();
    }
}
