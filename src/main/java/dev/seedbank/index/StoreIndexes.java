package dev.seedbank.index;

import dev.seedbank.backend.IndexChange.Way;
import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.IndexFinding.State;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Targets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One store's declared indexes beside those that it has.
 *
 * @param declarations what its files say
 */
record StoreIndexes(StoreReader store, List<IndexDeclaration> declarations, List<IndexFinding> findings) {
    StoreIndexes {
        declarations = List.copyOf(declarations);
        findings = List.copyOf(findings);
    }

    /** Of each store that has files. Only reads. */
    static List<StoreIndexes> all(Targets targets, Project project) {
        return targets.stores().stream()
                .filter(it -> IndexFiles.files(project).isDeclared(it.settings().name()))
                .map(it -> of(it, project))
                .toList();
    }

    static StoreIndexes of(StoreReader store, Project project) {
        try {
            var declarations = IndexFiles.of(project, store.settings().name());
            return new StoreIndexes(store, declarations, store.indexes().compare(declarations));
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, store.settings().name()).of(e);
        }
    }

    String name() {
        return store.settings().name();
    }

    /** {@code main/users}. */
    String label(IndexFinding finding) {
        return Text.printable(name() + "/" + collection(finding));
    }

    String collection(IndexFinding finding) {
        return finding.collection().label(store.settings().isFamily() ? "/" : ".");
    }

    List<IndexFinding> in(State state) {
        return findings.stream().filter(it -> it.state() == state).toList();
    }

    /** {@code 2 missing, 1 different}; empty if nothing has drifted. */
    String drift() {
        return findings.stream()
                .map(IndexFinding::state)
                .filter(State::isDrift)
                .collect(Collectors.groupingBy(it -> it, java.util.TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(it -> it.getValue() + " " + it.getKey().word())
                .collect(Collectors.joining(", "));
    }

    /** What all of them amount to, for a command that checks; empty if nothing has drifted. */
    static Optional<Failure> failure(List<StoreIndexes> all) {
        var found = all.stream().filter(it -> !it.drift().isEmpty()).toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var what = found.stream().map(it -> it.name() + ": " + it.drift()).collect(Collectors.joining("; "));
        var failure = new CheckFailed("Indexes of " + what, advice(found));
        return Optional.of(
                found.size() == 1
                        ? Where.at(Where.Key.STORE, found.getFirst().name()).of(failure)
                        : failure);
    }

    private static String advice(List<StoreIndexes> all) {
        var drifted = all.stream()
                .flatMap(it -> it.findings().stream())
                .filter(it -> it.state().isDrift())
                .toList();
        var advice = new ArrayList<String>();
        if (drifted.stream().anyMatch(it -> it.state() == State.NO_COLLECTION)) {
            advice.add("Create the tables first, for example by seedbank migrate");
        }
        if (drifted.stream().anyMatch(StoreIndexes::needsReplacing)) {
            advice.add("To build what is missing and replace what differs: seedbank index apply --replace");
        } else if (drifted.stream().anyMatch(it -> it.state() == State.MISSING || it.state() == State.DIFFERENT)) {
            advice.add("To put them right: seedbank index apply");
        }
        if (drifted.stream().anyMatch(it -> it.state() == State.UNDECLARED)) {
            advice.add("To drop what is not declared: seedbank index prune; to declare it: seedbank index pull");
        }
        return String.join(". ", advice);
    }

    static boolean needsReplacing(IndexFinding finding) {
        return finding.change().filter(it -> it.way() == Way.REPLACE).isPresent();
    }

    List<Map<String, Object>> facts() {
        return findings.stream().map(this::facts).toList();
    }

    Map<String, Object> facts(IndexFinding finding) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("store", name());
        facts.put("collection", collection(finding));
        facts.put("index", finding.index());
        facts.put("name", finding.name().isEmpty() ? null : finding.name());
        facts.put("state", finding.state().word());
        facts.put("details", finding.details());
        return facts;
    }
}
