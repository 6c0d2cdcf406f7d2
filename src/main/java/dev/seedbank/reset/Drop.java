package dev.seedbank.reset;

import dev.seedbank.backend.Difference;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.Structure;
import dev.seedbank.backup.Backup;
import dev.seedbank.backup.CollectionFacts;
import dev.seedbank.backup.DestructiveRun;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import dev.seedbank.guard.Permit;
import dev.seedbank.migrate.HistoryReplacement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All of a store that goes, with the history of its migrations: what a restore of nothing at all would remove. The environment marker
 * stays.
 *
 * @param differences what goes besides collections and views, and what cannot go
 */
record Drop(StoreReader store, LoadRequest request, List<Difference> differences) {
    private static final LoadRequest.Options NOTHING = new LoadRequest.Options(
            LoadRequest.Recreate.EMPTY, false, Set.of(), Set.of(LoadRequest.Allowed.ANY_STATEMENT));

    Drop {
        differences = List.copyOf(differences);
    }

    static Drop of(StoreReader store) {
        try {
            var request = new LoadRequest(List.of(), new Structure("", ""), List.of(), store.collections(), NOTHING);
            try (var check = store.loadCheck(request)) {
                return new Drop(store, request, check.differences());
            }
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, store.settings().name()).of(e);
        }
    }

    /** @throws OperationFailed if something would have to go that is not the store's */
    void check() {
        differences.stream().filter(Difference::fatal).findFirst().ifPresent(it -> {
            throw Where.at(Where.Key.STORE, name())
                    .of(
                            new OperationFailed(
                                    "'%s' cannot be emptied: %s. Nothing was changed"
                                            .formatted(name(), Text.printable(it.line())),
                                    "Remove by hand what needs it, or keep the structure: seedbank reset without --structure."));
        });
    }

    /** Drops it, and says what it was in a few words. */
    String run(DestructiveRun run, Permit permit, Progress progress) {
        try (var loader = permit.loader(store, request)) {
            loader.begin();
            boolean together = loader.history(List.of());
            loader.commit(run.pointOfNoReturn(store));
            if (!together) {
                HistoryReplacement.run(store, List.of(), permit, progress);
            }
        } catch (Failure e) {
            throw Where.at(Where.Key.STORE, name()).of(e);
        }
        var what = words() + " dropped";
        run.changed(store, what);
        return what;
    }

    String name() {
        return store.settings().name();
    }

    /** {@code 3 collections}. */
    String words() {
        return Text.count(request.removals().size(), "collection");
    }

    /** What goes, a line each. */
    List<String> lines() {
        var separator = Backup.separator(store);
        var lines = new ArrayList<String>();
        request.removals().forEach(it -> lines.add(name() + "/" + it.label(separator)));
        differences.forEach(it -> lines.add(name() + "/" + it.line()));
        return lines;
    }

    /** The collections, as JSON documents name them. */
    List<Map<String, Object>> facts() {
        return request.removals().stream()
                .map(it -> CollectionFacts.of(name(), it))
                .toList();
    }
}
