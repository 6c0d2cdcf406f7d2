package dev.seedbank.index;

import dev.seedbank.backend.IndexChange.Way;
import dev.seedbank.backend.IndexFinding;
import dev.seedbank.backend.IndexFinding.State;
import dev.seedbank.cli.Report;
import dev.seedbank.config.Project;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code index apply} or {@code index prune} did. */
public record IndexResult(IndexWork work, List<StoreResult> stores, Project project) implements Report {
    public IndexResult {
        stores = List.copyOf(stores);
    }

    /**
     * One store's part.
     *
     * @param after how it is now
     * @param done what was put right
     * @param failed what was not
     */
    record StoreResult(StoreIndexes after, List<IndexFinding> done, List<Failure> failed) {
        StoreResult {
            done = List.copyOf(done);
            failed = List.copyOf(failed);
        }

        private String line(IndexWork work) {
            if (!done.isEmpty()) {
                var words = new ArrayList<String>();
                for (var way : Way.values()) {
                    long count = done.stream()
                            .filter(it -> it.change().orElseThrow().way() == way)
                            .count();
                    if (count > 0) {
                        words.add(IndexText.past(way) + " " + IndexText.indexes(count));
                    }
                }
                return after.name() + ": " + String.join(", ", words);
            }
            if (!failed.isEmpty()) {
                return after.name() + ": nothing changed";
            }
            return work == IndexWork.PRUNE
                    ? after.name() + ": no index to drop"
                    : "%s: %s declared, nothing to do".formatted(after.name(), IndexText.indexes(declared()));
        }

        private long declared() {
            return after.findings().stream()
                    .filter(it -> it.state() != State.UNDECLARED)
                    .count();
        }

        /** What differs still, because nobody asked to replace it. */
        private List<IndexFinding> left() {
            return after.findings().stream()
                    .filter(StoreIndexes::needsReplacing)
                    .toList();
        }
    }

    @Override
    public List<String> lines() {
        if (stores.isEmpty()) {
            return List.of(IndexStatus.none(project));
        }
        var lines = new ArrayList<String>();
        for (var store : stores) {
            lines.add(store.line(work));
            store.after()
                    .in(State.UNSUPPORTED)
                    .forEach(it -> lines.add("  ! %s: not built: %s, %s"
                            .formatted(store.after().label(it), it.index(), String.join("; ", it.details()))));
            if (work == IndexWork.APPLY) {
                store.left()
                        .forEach(it -> lines.add("  ! %s: %s differs and is left as it is: %s"
                                .formatted(store.after().label(it), it.name(), String.join("; ", it.details()))));
            }
        }
        return lines.stream().map(dev.seedbank.cli.Text::printable).toList();
    }

    @Override
    public List<Hint> hints() {
        boolean undeclared = work != IndexWork.PRUNE
                && stores.stream()
                        .anyMatch(it -> !it.after().in(State.UNDECLARED).isEmpty());
        return undeclared
                ? List.of(new Hint("Some existing indexes are not declared; to see them", List.of("index", "status")))
                : List.of();
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("dryRun", false);
        facts.put(
                "changed",
                stores.stream()
                        .flatMap(store -> store.done().stream().map(it -> facts(store.after(), it)))
                        .toList());
        facts.put(
                "indexes",
                stores.stream().flatMap(store -> store.after().facts().stream()).toList());
        return facts;
    }

    private static Map<String, Object> facts(StoreIndexes store, IndexFinding finding) {
        var facts = store.facts(finding);
        facts.put("way", IndexText.verb(finding.change().orElseThrow().way()));
        return facts;
    }

    /** What was put right, as {@code main/users: {email: 1} unique}. */
    public List<String> changed() {
        return stores.stream()
                .flatMap(store -> store.done().stream().map(it -> store.after().label(it) + ": " + it.index()))
                .toList();
    }

    /** What failed; that something differs still is not among it. */
    public List<Failure> failed() {
        return stores.stream().flatMap(it -> it.failed().stream()).toList();
    }

    @Override
    public List<String> names() {
        return stores.stream()
                .flatMap(store -> store.done().stream().map(store.after()::label))
                .toList();
    }

    /** What failed; else, that something is not as it is declared, although it could be. */
    @Override
    public List<Failure> errors() {
        var failed = failed();
        int left = stores.stream().mapToInt(it -> it.left().size()).sum();
        return failed.isEmpty() && work == IndexWork.APPLY && left > 0
                ? List.of(new CheckFailed(
                        "%s differ%s from what is declared".formatted(IndexText.indexes(left), left == 1 ? "s" : ""),
                        "To build new ones and drop the old: seedbank index apply --replace"))
                : failed;
    }
}
