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
import java.util.function.Predicate;

/** Which declared index is which existing one of a table: the same structure, else the same name, else the same columns. */
final class Matching {
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
        var rendered = others.isEmpty() ? Map.<Declared, Index>of() : rendering.of(declaration, table, others);
        refuseTwice(declaration, same, rendered);
        rendered.forEach((one, index) ->
                take(it -> it.state().valid() && fits(it) && it.isSameAs(index)).ifPresent(it -> same.put(one, it)));
        var findings = new ArrayList<IndexFinding>();
        for (var one : declared) {
            var found = same.get(one);
            findings.add(found == null ? notThere(one, required(rendered, one)) : present(found));
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
                && index.tablespace().equals(declared.tablespace());
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

    private IndexFinding notThere(Declared declared, Index rendered) {
        var broken = take(it -> !it.state().valid() && it.isBuiltAs(rendered));
        if (broken.isPresent() && broken.get().state().builder() != 0) {
            var details = List.of(
                    "process %d builds it".formatted(broken.get().state().builder()));
            return IndexFinding.of(
                    State.MISSING,
                    table.collection(),
                    rendered.words(),
                    broken.get().plainName(),
                    details);
        }
        var create = new PostgresChange.Create(table, declared, rendered, broken);
        return similar(declared, rendered).map(it -> different(create, it)).orElseGet(() -> missing(create));
    }

    private Optional<Index> similar(Declared declared, Index rendered) {
        Predicate<Index> replaceable = it -> it.state().valid() && !it.state().constraint();
        return take(replaceable.and(it -> it.plainName().equals(declared.name())))
                .or(() -> take(replaceable.and(it -> it.isBuiltAs(rendered))))
                .or(() -> take(replaceable.and(it -> it.isOn(rendered.keys()))));
    }

    private IndexFinding missing(PostgresChange.Create create) {
        var details = create.broken()
                .map(it -> List.of("an attempt to build it was broken off: " + it.plainName()))
                .orElse(List.of());
        return finding(State.MISSING, create.rendered(), "", details, create);
    }

    private IndexFinding different(PostgresChange.Create create, Index old) {
        var rendered = create.rendered();
        boolean inPlace = old.isBuiltAs(rendered);
        var name = create.declared().name().isEmpty()
                ? old.plainName()
                : create.declared().name();
        IndexChange change = inPlace
                ? new PostgresChange.Alter(old, rendered.storage())
                : new PostgresChange.Replace(create, old, name);
        return finding(State.DIFFERENT, rendered, old.plainName(), differences(old, rendered), change);
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
        if (!old.tablespace().equals(rendered.tablespace())) {
            differences.add("it is in %s"
                    .formatted(
                            old.tablespace().isEmpty() ? "the default tablespace" : "tablespace " + old.tablespace()));
        }
        return differences;
    }

    private IndexFinding undeclared(Index index) {
        if (index.state().identity()) {
            return IndexFinding.of(
                    State.UNDECLARED,
                    table.collection(),
                    index.words(),
                    index.plainName(),
                    List.of("rows are identified by it in replication"));
        }
        var details = index.state().valid() ? List.<String>of() : List.of("it is invalid");
        return finding(State.UNDECLARED, index, index.plainName(), details, new PostgresChange.Drop(index));
    }

    private IndexFinding finding(State state, Index index, String name, List<String> details, IndexChange change) {
        return new IndexFinding(state, table.collection(), index.words(), name, details, Optional.of(change));
    }
}
