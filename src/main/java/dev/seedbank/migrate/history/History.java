package dev.seedbank.migrate.history;

import dev.seedbank.backend.migration.HistoryEntry;
import dev.seedbank.backend.migration.HistoryEntry.State;
import dev.seedbank.backend.migration.Kind;
import dev.seedbank.migrate.files.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The entries of a database's history, and what they say together: of several for the same migration the last counts. */
public final class History {
    private final List<HistoryEntry> entries;
    private final Map<String, HistoryEntry> last = new LinkedHashMap<>();
    private final Map<String, HistoryEntry> baselines = new LinkedHashMap<>();

    /** @param entries in the order in which they began */
    public History(List<HistoryEntry> entries) {
        this.entries = List.copyOf(entries);
        this.entries.forEach(entry -> (entry.kind() == Kind.BASELINE ? baselines : last).put(key(entry), entry));
    }

    private static String key(HistoryEntry entry) {
        return key(entry.kind(), entry.version(), entry.description());
    }

    /** All of them, in the order in which they began. */
    public List<HistoryEntry> entries() {
        return entries;
    }

    /** What makes two entries, or an entry and a file, the same migration. */
    public static String key(Kind kind, String version, String description) {
        return kind == Kind.REPEATABLE ? "R " + description : "V " + new Version(version).canonical();
    }

    /** The last entry of a migration. */
    public Optional<HistoryEntry> last(String key) {
        return Optional.ofNullable(last.get(key));
    }

    /** The last entry of each migration by its {@link #key}, in the order of their first entries; without baselines. */
    public Map<String, HistoryEntry> last() {
        return Collections.unmodifiableMap(last);
    }

    /** The version that the database had when its history began. */
    public Optional<Version> baseline() {
        return baselines.values().stream()
                .filter(HistoryEntry::isApplied)
                .map(entry -> new Version(entry.version()))
                .max(Comparator.naturalOrder());
    }

    /** The highest version that the database has. */
    public Optional<Version> head() {
        var applied = applied(last.values())
                .map(entry -> new Version(entry.version()))
                .max(Comparator.naturalOrder());
        return Stream.of(applied, baseline()).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    /** How many versions it says are applied, each by itself. */
    public int applied() {
        return (int) applied(last.values()).count();
    }

    private static Stream<HistoryEntry> applied(Collection<HistoryEntry> entries) {
        return entries.stream().filter(entry -> entry.kind() == Kind.VERSIONED && entry.isApplied());
    }

    /** The entries that say how the database is now: those that were replaced by others, or rolled back, say only how it was. */
    public List<HistoryEntry> inForce() {
        return entries.stream()
                .filter(entry -> entry.state() != State.ROLLED_BACK)
                .filter(entry -> entry.equals((entry.kind() == Kind.BASELINE ? baselines : last).get(key(entry))))
                .toList();
    }

    /** What is to be added to this so that it says what another says, where nothing can be taken away: in this order. */
    public List<HistoryEntry> additionsFor(History wanted) {
        var there = byKind(inForce());
        var toBe = byKind(wanted.inForce());
        var additions = new ArrayList<HistoryEntry>();
        there.forEach((key, entry) -> {
            if (!toBe.containsKey(key)) {
                additions.add(entry.bare().at(State.ROLLED_BACK, 0, 0, "", ""));
            }
        });
        toBe.forEach((key, entry) -> {
            var now = there.get(key);
            if (now == null || !isSame(now, entry)) {
                additions.add(entry.bare());
            }
        });
        return additions;
    }

    /** Whether they say the same of the database, whoever it was. */
    private static boolean isSame(HistoryEntry one, HistoryEntry other) {
        return one.state() == other.state()
                && one.checksum().equals(other.checksum())
                && one.done() == other.done()
                && one.position().equals(other.position());
    }

    private static Map<String, HistoryEntry> byKind(List<HistoryEntry> entries) {
        var all = new LinkedHashMap<String, HistoryEntry>();
        entries.forEach(entry -> all.put((entry.kind() == Kind.BASELINE ? "B " : "") + key(entry), entry));
        return all;
    }
}
