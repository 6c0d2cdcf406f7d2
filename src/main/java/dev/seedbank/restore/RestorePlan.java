package dev.seedbank.restore;

import dev.seedbank.archive.Archive;
import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.backend.Difference;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.LoadRequest.Recreate;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backup.Backup;
import dev.seedbank.backup.CollectionFacts;
import dev.seedbank.backup.Destruction;
import dev.seedbank.backup.Impact;
import dev.seedbank.cli.DryRun;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Project;
import dev.seedbank.guard.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a restore would put where, checked against the backup's checksums and the stores' structure.
 *
 * @param rowsUnread whether the rows' checksums are still to be compared
 */
public record RestorePlan(Project project, Archive archive, List<StorePlan> stores, boolean rowsUnread)
        implements Report, Plan {
    public RestorePlan {
        stores = List.copyOf(stores);
    }

    /**
     * One store's part; {@code entries} and the request's items go side by side.
     *
     * @param bringsForeignCode whether the store is empty and gets the structure of another database
     */
    record StorePlan(
            StoreReader store,
            StoreEntry source,
            List<CollectionEntry> entries,
            LoadRequest request,
            List<Difference> differences,
            boolean bringsForeignCode,
            HistoryPlan history) {
        StorePlan {
            entries = List.copyOf(entries);
            differences = List.copyOf(differences);
        }

        String name() {
            return store.settings().name();
        }

        List<String> renames() {
            var separator = Backup.separator(store);
            return request.items().stream()
                    .filter(item -> !item.source().name().equals(item.target().name()))
                    .map(item -> item.source().label(separator) + " as "
                            + item.target().label(separator))
                    .toList();
        }

        List<String> removals() {
            return request.removals().stream()
                    .map(it -> it.label(Backup.separator(store)))
                    .toList();
        }

        /** Where nothing differs, tables and collections stay as they are. */
        Impact impact() {
            boolean alike = differences.isEmpty()
                    && removals().isEmpty()
                    && renames().isEmpty()
                    && request.options().recreate() == Recreate.NOTHING;
            return alike ? Impact.REPLACES_ROWS : Impact.REPLACES_STRUCTURE;
        }

        long rows() {
            return entries.stream().mapToLong(CollectionEntry::rows).sum();
        }
    }

    /** Also checks what a plan leaves to the run: the checksums of the rows. */
    @Override
    public Report dryRun(Progress progress) throws IOException {
        if (rowsUnread) {
            Restore.check(archive, progress);
        }
        return new DryRun(this);
    }

    /** Of the collections' files. */
    long bytes() {
        return stores.stream()
                .flatMap(store -> store.entries().stream())
                .mapToLong(entry -> entry.part().bytes())
                .sum();
    }

    /** What the store's history of migrations will be. */
    List<HistoryEntry> history(StoreReader store) {
        return stores.stream()
                .filter(plan -> plan.store().equals(store))
                .findFirst()
                .orElseThrow()
                .history()
                .afterwards();
    }

    /** The stores that will be changed. */
    public List<StoreReader> targets() {
        return stores.stream().map(StorePlan::store).toList();
    }

    /** @param reverts of {@code undo}: the id of the logged command that is taken back */
    Destruction destruction(Optional<String> reverts) {
        var parts = stores.stream()
                .map(plan -> new Destruction.Part(plan.store(), plan.impact()))
                .toList();
        return new Destruction(project, parts, Optional.of(archive.name()), reverts);
    }

    @Override
    public String question() {
        var removed = removals();
        var also = removed.isEmpty() ? "" : " It REMOVES %s.".formatted(Text.names(removed));
        return "This REPLACES the data of %s with backup %s.%s".formatted(databases(), archive.name(), also);
    }

    /** {@code main (shop), content (media)}. */
    String databases() {
        return stores.stream()
                .map(plan ->
                        "%s (%s)".formatted(plan.name(), plan.store().server().database()))
                .collect(Collectors.joining(", "));
    }

    /** Collections that go, because the backup does not have them, as {@code store/collection}. */
    List<String> removals() {
        return stores.stream()
                .flatMap(plan -> plan.removals().stream().map(label -> plan.name() + "/" + label))
                .toList();
    }

    @Override
    public List<String> announcement() {
        return lines("Restoring from");
    }

    @Override
    public List<String> lines() {
        return lines("Would restore");
    }

    /** All that was found, of a backup that is not restored because of it. */
    List<String> findings() {
        return lines("Backup");
    }

    private List<String> lines(String verb) {
        var lines = new ArrayList<String>();
        var manifest = archive.manifest();
        if (manifest.external()) {
            lines.add("%s %s (written by another program: no checksums)".formatted(verb, archive.name()));
        } else {
            lines.add(verb + " " + archive.name());
            lines.add("  Created: %s, profile %s%s"
                    .formatted(
                            Text.time(manifest.createdAt()),
                            manifest.profile(),
                            manifest.wholeStores() ? "" : ", partial: not all collections are in it"));
        }
        for (var plan : stores) {
            lines.add("  %s: %s, %s"
                    .formatted(
                            plan.name(),
                            Text.count(plan.entries().size(), "collection"),
                            Text.count(plan.rows(), Backup.noun(plan.store()))));
            plan.renames().forEach(line -> lines.add("    " + Text.printable(line)));
            plan.removals().forEach(label -> lines.add("    - " + Text.printable(label) + ": will be removed"));
            plan.history().lines().forEach(line -> lines.add("    ! " + Text.printable(line)));
            plan.differences().forEach(difference -> lines.add("    ! " + Text.printable(difference.line())));
            if (plan.bringsForeignCode()) {
                lines.add(
                        "    ! its structure comes from %s and runs with your rights; checksums don't show who wrote it"
                                .formatted(
                                        Text.printable(plan.source().identity().toString())));
            }
        }
        return lines;
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("dryRun", true);
        facts.put("backup", archive.name());
        facts.put("stores", stores.stream().map(RestorePlan::storeFacts).toList());
        return facts;
    }

    private static Map<String, Object> storeFacts(StorePlan plan) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("name", plan.name());
        facts.put("database", plan.store().server().database());
        facts.put("collections", collections(plan));
        facts.put("rows", plan.rows());
        facts.put("removed", plan.removals());
        facts.put("migrations", plan.history().facts());
        facts.put(
                "differences",
                plan.differences().stream().map(RestorePlan::differenceFacts).toList());
        return facts;
    }

    private static List<Map<String, Object>> collections(StorePlan plan) {
        var collections = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < plan.entries().size(); i++) {
            var entry = plan.entries().get(i);
            var target = plan.request().items().get(i).target();
            var facts = CollectionFacts.of(plan.name(), target, entry.rows());
            facts.put("bytes", entry.part().bytes());
            facts.put("source", plan.source().label(entry.collection()));
            collections.add(facts);
        }
        return collections;
    }

    private static Map<String, Object> differenceFacts(Difference difference) {
        return Map.of(
                "name", difference.name(),
                "difference", difference.text(),
                "resolution", difference.resolution().name().toLowerCase(Locale.ROOT));
    }
}
