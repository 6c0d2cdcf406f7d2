package dev.seedbank.migrate;

import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.Kind;
import dev.seedbank.migrate.files.Migration;
import dev.seedbank.migrate.files.MigrationFolder;
import dev.seedbank.migrate.files.Version;
import dev.seedbank.migrate.history.History;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a folder of migrations and a database's history say together. Changes nothing, and asks nobody. Not thread-safe. */
public final class Standing {
    private final MigrationFolder folder;
    private final History history;
    private final Map<Migration, String> keys = new HashMap<>();
    private final Set<String> files;
    private @Nullable List<Migration> pending;

    /** @param history in the order in which its entries began */
    public Standing(MigrationFolder folder, List<HistoryEntry> history) {
        this.folder = folder;
        this.history = new History(history);
        folder.migrations().forEach(it -> keys.put(it, newKey(it)));
        this.files = Set.copyOf(keys.values());
    }

    public MigrationFolder folder() {
        return folder;
    }

    /** In the order in which its entries began. */
    public List<HistoryEntry> history() {
        return history.entries();
    }

    private String key(Migration migration) {
        var known = keys.get(migration);
        return known == null ? newKey(migration) : known;
    }

    private static String newKey(Migration migration) {
        return History.key(
                migration.kind(), migration.version().map(Version::text).orElse(""), migration.description());
    }

    /** What the history says of a migration last. */
    public Optional<HistoryEntry> entry(Migration migration) {
        return history.last(key(migration));
    }

    public boolean isApplied(Migration migration) {
        var entry = entry(migration);
        if (migration.kind() == Kind.REPEATABLE) {
            return entry.filter(it -> it.isApplied() && !differs(migration, it)).isPresent();
        }
        return entry.filter(it -> !leftNothing(it)).map(HistoryEntry::isApplied).orElseGet(() -> isCovered(migration));
    }

    /** One that failed on what was there already says nothing against a baseline that came later. */
    private static boolean leftNothing(HistoryEntry entry) {
        return entry.state() == HistoryEntry.State.FAILED && !entry.mayHaveLeftSomething();
    }

    /** Whether a baseline says that the database has it. */
    private boolean isCovered(Migration migration) {
        return baseline()
                .filter(baseline -> migration.version().orElseThrow().compareTo(baseline) <= 0)
                .isPresent();
    }

    /** The version that the database had when its history began. */
    public Optional<Version> baseline() {
        return history.baseline();
    }

    /** The highest version that the database has. */
    public Optional<Version> head() {
        return history.head();
    }

    /** What is to be run, in this order. A folder's own baseline is for an empty history; afterwards it says nothing. */
    public List<Migration> pending() {
        var known = pending;
        if (known == null) {
            known = findPending();
            pending = known;
        }
        return known;
    }

    private List<Migration> findPending() {
        var start = startingBaseline();
        return folder.migrations().stream()
                .filter(migration -> switch (migration.kind()) {
                    case BASELINE -> start.filter(migration::equals).isPresent();
                    case VERSIONED ->
                        !isApplied(migration)
                                && start.flatMap(Migration::version)
                                        .filter(it -> migration
                                                        .version()
                                                        .orElseThrow()
                                                        .compareTo(it)
                                                <= 0)
                                        .isEmpty();
                    case REPEATABLE -> !isApplied(migration);
                })
                .toList();
    }

    private Optional<Migration> startingBaseline() {
        return history.last().isEmpty() && baseline().isEmpty()
                ? folder.migrations().stream()
                        .filter(migration -> migration.kind() == Kind.BASELINE)
                        .reduce((first, second) -> second)
                : Optional.empty();
    }

    /** Pending ones below the {@link #head}. */
    public List<Migration> outOfOrder() {
        return head().map(head -> pending().stream()
                        .filter(migration -> migration.kind() == Kind.VERSIONED)
                        .filter(migration -> migration.version().orElseThrow().compareTo(head) < 0)
                        .filter(migration ->
                                entry(migration).filter(HistoryEntry::isPartial).isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** Versioned ones that were applied from another text than their file has now, each with its entry. */
    public Map<Migration, HistoryEntry> edited() {
        var edited = new LinkedHashMap<Migration, HistoryEntry>();
        for (var migration : folder.migrations()) {
            if (migration.kind() == Kind.VERSIONED) {
                entry(migration)
                        .filter(entry -> entry.isApplied() && differs(migration, entry))
                        .ifPresent(entry -> edited.put(migration, entry));
            }
        }
        return edited;
    }

    /** By the same algorithm only: of another tool's checksum nothing can be said. */
    private static boolean differs(Migration migration, HistoryEntry entry) {
        var known = entry.checksum();
        var now = migration.checksum();
        return !known.equals(now)
                && !known.isEmpty()
                && known.substring(0, known.indexOf(':') + 1).equals(now.substring(0, now.indexOf(':') + 1));
    }

    /** Applied ones that have no file any more; not those that never had one here. */
    public List<HistoryEntry> missing() {
        return withoutFile()
                .filter(entry -> entry.kind() == Kind.VERSIONED
                        && entry.isApplied()
                        && !entry.file().isEmpty())
                .toList();
    }

    private Stream<HistoryEntry> withoutFile() {
        return history.last().entrySet().stream()
                .filter(it -> !files.contains(it.getKey()))
                .map(Map.Entry::getValue);
    }

    /** Those whose last run did not end well, or did not end; not those that left nothing, and whose file is gone. */
    public List<HistoryEntry> unfinished() {
        var nothing =
                withoutFile().filter(entry -> !entry.mayHaveLeftSomething()).collect(Collectors.toSet());
        return history.last().values().stream()
                .filter(entry -> !entry.state().ended() && !nothing.contains(entry) && !isOutdated(entry))
                .toList();
    }

    private boolean isOutdated(HistoryEntry entry) {
        return leftNothing(entry)
                && entry.kind() == Kind.VERSIONED
                && baseline()
                        .filter(it -> new Version(entry.version()).compareTo(it) <= 0)
                        .isPresent();
    }

    /** {@link #unfinished} ones that have no file any more. */
    public List<HistoryEntry> abandoned() {
        return withoutFile()
                .filter(entry -> entry.mayHaveLeftSomething() && !entry.isApplied())
                .toList();
    }

    /** Applied versions, the highest first, each with its file if there is one. */
    public List<Applied> applied() {
        var files = new HashMap<String, Migration>();
        folder.migrations().forEach(migration -> files.put(key(migration), migration));
        return history.last().entrySet().stream()
                .filter(it -> it.getValue().kind() == Kind.VERSIONED)
                .filter(it -> it.getValue().isApplied() || it.getValue().isPartial())
                .map(it -> new Applied(it.getValue(), Optional.ofNullable(files.get(it.getKey()))))
                .sorted(Comparator.comparing(
                                (Applied it) -> new Version(it.entry().version()))
                        .reversed())
                .toList();
    }

    /** A version that the database has. */
    public record Applied(HistoryEntry entry, Optional<Migration> migration) {}
}
