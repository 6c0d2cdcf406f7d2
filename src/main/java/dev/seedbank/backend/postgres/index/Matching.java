package dev.seedbank.backend.postgres.index;

import dev.seedbank.backend.IndexChange;
import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.IndexFinding.State;
import dev.seedbank.backend.postgres.catalog.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Which declared index is which existing one of a table: the same structure, else the same name, else the same columns. */
final class Matching {
    private static final String REFERRED = "a foreign key refers to it";

    private final Table table;
    private final List<Index> existing;
    private final Set<Index> taken = new HashSet<>();

    /** @param existing of the table; the valid ones first */
    Matching(Table table, List<Index> existing) {
        this.table = table;
        this.existing = existing;
    }

    /** Asks the server only for what it does not write as the file does. */
    List<IndexFinding> compare(IndexDeclaration declaration, List<Declared> declared, Rendering rendering) {
        var same = new LinkedHashMap<Declared, Index>();
        for (var one : declared) {
            take(it -> it.state().valid() && isGuessed(one, it)).ifPresent(it -> same.put(one, it));
        }
        var others = declared.stream().filter(it -> !same.containsKey(it)).toList();
        var rendered =
                others.isEmpty() ? new LinkedHashMap<Declared, Index>() : rendering.of(declaration, table, others);
        refuseTwice(declaration, same, rendered);
        rendered.forEach((one, index) ->
                take(it -> it.state().valid() && fits(it) && it.isSameAs(index)).ifPresent(it -> same.put(one, it)));
        rendered.keySet().removeAll(same.keySet());
        var broken = new LinkedHashMap<Declared, Index>();
        rendered.forEach(
                (one, index) -> take(it -> !it.state().valid() && !it.state().constraint() && it.isBuiltAs(index))
                        .ifPresent(it -> broken.put(one, it)));
        var similar = similar(rendered);
        var findings = new ArrayList<IndexFinding>();
        for (var one : declared) {
            var found = same.get(one);
            findings.add(
                    found == null
                            ? notThere(
                                    one,
                                    required(rendered, one),
                                    Optional.ofNullable(broken.get(one)),
                                    Optional.ofNullable(similar.get(one)))
                            : present(found));
        }
        existing.stream()
                .filter(it -> !taken.contains(it) && !it.state().constraint())
                .forEach(it -> findings.add(undeclared(it)));
        return findings;
    }

    private static Index required(Map<Declared, Index> rendered, Declared one) {
        return java.util.Objects.requireNonNull(rendered.get(one));
    }

    private static boolean isGuessed(Declared declared, Index index) {
        return fits(index)
                && index.unique() == declared.unique()
                && index.definition().equals(declared.guess())
                && index.storage().equals(declared.storage())
                && (declared.tablespace().isEmpty() || index.tablespace().equals(declared.tablespace()));
    }

    /** What checks only at the end of a transaction cannot be declared. */
    private static boolean fits(Index index) {
        return !index.state().deferrable();
    }

    private static void refuseTwice(
            IndexDeclaration declaration, Map<Declared, Index> same, Map<Declared, Index> rendered) {
        var all = new LinkedHashMap<>(same);
        all.putAll(rendered);
        var seen = new ArrayList<Index>();
        all.forEach((one, index) -> {
            if (seen.stream().anyMatch(index::isSameAs)) {
                throw declaration
                        .document()
                        .failure(one.line(), "this index is declared twice", "Remove one of the two.");
            }
            seen.add(index);
        });
    }

    private Optional<Index> take(Predicate<Index> which) {
        var found = existing.stream()
                .filter(it -> !taken.contains(it))
                .filter(which)
                .findFirst();
        found.ifPresent(taken::add);
        return found;
    }

    private IndexFinding present(Index index) {
        return IndexFinding.of(State.PRESENT, table.collection(), index.words(), index.plainName(), List.of());
    }

    private IndexFinding notThere(Declared declared, Index rendered, Optional<Index> broken, Optional<Index> similar) {
        if (broken.isPresent() && broken.get().state().builder() != 0) {
            var details = List.of(
                    "process %d is building it".formatted(broken.get().state().builder()));
            return IndexFinding.of(
                    State.MISSING,
                    table.collection(),
                    rendered.words(),
                    broken.get().plainName(),
                    details);
        }
        var create = new PostgresChange.Create(table, declared, rendered, broken);
        return similar.map(it -> different(create, it)).orElseGet(() -> missing(create));
    }

    /** Each existing index for one declared at most, the most alike first, in the order of the file only among equals. */
    private Map<Declared, Index> similar(Map<Declared, Index> rendered) {
        var similar = new LinkedHashMap<Declared, Index>();
        List<BiPredicate<Declared, Index>> degrees = List.of(
                (one, it) -> it.plainName().equals(one.name()),
                (one, it) -> it.isBuiltAs(required(rendered, one)),
                (one, it) -> it.isOn(required(rendered, one).keys())
                        && it.unique() == required(rendered, one).unique(),
                (one, it) -> it.isOn(required(rendered, one).keys()));
        for (var degree : degrees) {
            for (var one : rendered.keySet()) {
                if (!similar.containsKey(one)) {
                    take(it -> it.state().valid() && !it.state().constraint() && degree.test(one, it))
                            .ifPresent(it -> similar.put(one, it));
                }
            }
        }
        return similar;
    }

    private IndexFinding missing(PostgresChange.Create create) {
        var details = create.broken()
                .map(it -> List.of("an interrupted build left an invalid index: " + it.plainName()))
                .orElse(List.of());
        return finding(State.MISSING, create.rendered(), "", details, create);
    }

    private IndexFinding different(PostgresChange.Create create, Index old) {
        var rendered = create.rendered();
        boolean inPlace = old.isBuiltAs(rendered) && !old.state().partitioned();
        var name = create.declared().name().isEmpty()
                ? old.plainName()
                : create.declared().name();
        IndexChange change = inPlace
                ? new PostgresChange.Alter(old, rendered.storage())
                : new PostgresChange.Replace(create, old, name);
        var differences = new ArrayList<>(differences(old, rendered));
        if (!inPlace && old.state().referred()) {
            differences.add(REFERRED);
            return IndexFinding.of(State.DIFFERENT, table.collection(), rendered.words(), old.plainName(), differences);
        }
        return finding(State.DIFFERENT, rendered, old.plainName(), differences, change);
    }

    private static List<String> differences(Index old, Index rendered) {
        var differences = new ArrayList<String>();
        if (old.unique() != rendered.unique()) {
            differences.add(rendered.unique() ? "it is not unique" : "it is unique");
        }
        if (!old.definition().equals(rendered.definition())) {
            differences.add("it is " + old.definition());
        }
        var parameters = new TreeMap<>(old.storage());
        parameters.putAll(rendered.storage());
        parameters.keySet().forEach(name -> {
            var is = old.storage().getOrDefault(name, "not set");
            var should = rendered.storage().getOrDefault(name, "not set");
            if (!is.equals(should)) {
                differences.add("%s is %s, declared %s".formatted(name, is, should));
            }
        });
        if (!rendered.tablespace().isEmpty() && !old.tablespace().equals(rendered.tablespace())) {
            differences.add("it is in %s"
                    .formatted(
                            old.tablespace().isEmpty() ? "the default tablespace" : "tablespace " + old.tablespace()));
        }
        return differences;
    }

    private IndexFinding undeclared(Index index) {
        var details = new ArrayList<String>();
        if (index.state().identity()) {
            details.add("it is the table's replica identity");
        }
        if (index.state().referred()) {
            details.add(REFERRED);
        }
        if (index.state().builder() != 0) {
            details.add("process %d may be building it".formatted(index.state().builder()));
        }
        if (!details.isEmpty()) {
            return IndexFinding.of(State.UNDECLARED, table.collection(), index.words(), index.plainName(), details);
        }
        if (!index.state().valid()) {
            details.add("it is invalid");
        }
        return finding(State.UNDECLARED, index, index.plainName(), details, new PostgresChange.Drop(index));
    }

    private IndexFinding finding(State state, Index index, String name, List<String> details, IndexChange change) {
        return new IndexFinding(state, table.collection(), index.words(), name, details, Optional.of(change));
    }
}
