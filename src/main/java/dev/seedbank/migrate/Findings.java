package dev.seedbank.migrate;

import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Where;
import dev.seedbank.migrate.files.Migration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What of a store's migrations is still to be run, or not as it should be: files. A file is in one of the lists, or pending and in one of
 * the next two.
 *
 * @param pending to be run, in this order
 * @param outOfOrder pending below a version that is applied; none that failed
 * @param failed did not come to their end
 * @param edited after they were applied
 * @param missing applied, and no file any more
 */
record Findings(
        String store,
        List<String> pending,
        List<String> outOfOrder,
        List<String> failed,
        List<String> edited,
        List<String> missing) {
    Findings {
        pending = List.copyOf(pending);
        outOfOrder = List.copyOf(outOfOrder);
        failed = List.copyOf(failed);
        edited = List.copyOf(edited);
        missing = List.copyOf(missing);
    }

    static Findings of(String store, Standing standing) {
        var failed = standing.unfinished().stream()
                .map(HistoryEntry::file)
                .distinct()
                .toList();
        var late = standing.outOfOrder().stream()
                .map(Migration::file)
                .filter(file -> !failed.contains(file))
                .toList();
        return new Findings(
                store,
                standing.pending().stream().map(Migration::file).toList(),
                late,
                failed,
                standing.edited().keySet().stream().map(Migration::file).toList(),
                standing.missing().stream().map(HistoryEntry::file).toList());
    }

    boolean isClean() {
        return pending.isEmpty() && wrong().isEmpty();
    }

    /** What running the pending ones alone does not put right, with the words for it. */
    private Map<String, List<String>> wrong() {
        var wrong = new LinkedHashMap<String, List<String>>();
        wrong.put("failed", failed);
        wrong.put("out of order", outOfOrder);
        wrong.put("edited", edited);
        wrong.put("missing", missing);
        wrong.values().removeIf(List::isEmpty);
        return wrong;
    }

    /** {@code 2 pending, 1 failed}; empty if there is nothing to say. */
    String words() {
        var words = new ArrayList<String>();
        if (!pending.isEmpty()) {
            words.add(pending.size() + " pending");
        }
        wrong().forEach((what, files) -> words.add(files.size() + " " + what));
        return String.join(", ", words);
    }

    /** {@code 1 failed: V3__x.sql; 1 edited: V1__y.sql}; empty if nothing is wrong. */
    String wrongWords() {
        return wrong().entrySet().stream()
                .map(it -> "%d %s: %s".formatted(it.getValue().size(), it.getKey(), Text.list(it.getValue())))
                .collect(Collectors.joining("; "));
    }

    Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("pending", pending);
        facts.put("outOfOrder", outOfOrder);
        facts.put("failed", failed);
        facts.put("edited", edited);
        facts.put("missing", missing);
        return facts;
    }

    /** What all of them amount to, for a command that checks; empty if nothing was found. */
    static Optional<Failure> failure(List<Findings> all) {
        var found = all.stream().filter(it -> !it.isClean()).toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        boolean wrong = found.stream().anyMatch(it -> !it.wrong().isEmpty());
        var what = found.stream().map(it -> it.store + ": " + it.words()).collect(Collectors.joining("; "));
        var failure = new CheckFailed(
                "Migrations of " + what,
                wrong ? "To see what is wrong: seedbank migrate validate" : "To run what is pending: seedbank migrate");
        return Optional.of(
                found.size() == 1
                        ? Where.at(Where.Key.STORE, found.getFirst().store).of(failure)
                        : failure);
    }
}
