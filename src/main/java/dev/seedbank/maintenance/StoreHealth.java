package dev.seedbank.maintenance;

import dev.seedbank.backend.ServerInfo;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.FindingKind;
import dev.seedbank.backend.maintenance.IndexUsage;
import dev.seedbank.backend.maintenance.Inspection;
import dev.seedbank.backend.maintenance.SlowStatement;
import dev.seedbank.cli.FailureFacts;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code maintenance} found of one store itself. */
sealed interface StoreHealth {
    String name();

    List<String> lines();

    Map<String, Object> facts();

    List<Finding> findings();

    /** Why there is nothing to say, or not all. */
    Optional<Failure> problem();

    /**
     * It answered.
     *
     * @param problem why the project's files were not looked at
     */
    record Inspected(
            String name,
            ServerInfo server,
            String host,
            Inspection inspection,
            List<Finding> findings,
            Optional<Failure> problem)
            implements StoreHealth {
        /** Indexes that are listed for people: the largest. */
        private static final int LISTED = 10;

        /** Columns of a terminal for a slow statement. */
        private static final int STATEMENT = 80;

        public Inspected {
            findings = List.copyOf(findings);
        }

        /**
         * @param more what is found without the store's engine
         * @param declared collections whose indexes the project declares, as its files name them: which of them go or come is for the
         *     files to say
         */
        static Inspected of(StoreReader store, Inspection inspection, List<Finding> more, List<String> declared) {
            var findings = Stream.concat(inspection.findings().stream(), more.stream())
                    .map(it -> isDeclared(it.collection(), declared) ? left(it) : it)
                    .toList();
            return of(store, inspection, findings, Optional.empty());
        }

        /** What the project declares is unknown, so that no index is touched. */
        static Inspected withoutFiles(StoreReader store, Inspection inspection, Failure why) {
            var findings = inspection.findings().stream().map(Inspected::left).toList();
            return of(store, inspection, findings, Optional.of(why));
        }

        private static Inspected of(
                StoreReader store, Inspection inspection, List<Finding> findings, Optional<Failure> problem) {
            return new Inspected(
                    store.settings().name(), store.server(), store.address(), inspection, findings, problem);
        }

        /** A file may name the schema, even if it is the main one. */
        private static boolean isDeclared(String collection, List<String> declared) {
            return declared.stream().anyMatch(it -> it.equals(collection) || it.endsWith("." + collection));
        }

        private static Finding left(Finding finding) {
            return finding.kind() == FindingKind.DUPLICATE_INDEX || finding.kind() == FindingKind.MISSING_INDEX
                    ? finding.proposed()
                    : finding;
        }

        @Override
        public List<String> lines() {
            var lines = new ArrayList<String>();
            lines.add("%s: %s %s at %s, database %s"
                    .formatted(name, server.engine(), server.version(), host, Text.printable(server.database())));
            if (!inspection.figures().isEmpty()) {
                lines.add("  "
                        + inspection.figures().stream().map(FindingText::words).collect(Collectors.joining("; ")));
            }
            lines.addAll(usage());
            lines.addAll(slowest());
            inspection.notes().forEach(note -> lines.add("  " + Text.printable(note)));
            return lines;
        }

        private List<String> usage() {
            var indexes = inspection.indexes();
            if (indexes.isEmpty()) {
                return List.of();
            }
            var lines = new ArrayList<String>();
            lines.add("  %s, %d used%s"
                    .formatted(
                            count(indexes.size()),
                            indexes.stream().filter(it -> it.scans() > 0).count(),
                            since(indexes)));
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("INDEX", "COLLECTION", "SCANS", "SIZE", "LAST USED"));
            indexes.stream()
                    .sorted(Comparator.comparingLong(IndexUsage::bytes).reversed())
                    .limit(LISTED)
                    .forEach(it -> rows.add(List.of(
                            it.index(),
                            it.collection(),
                            String.valueOf(it.scans()),
                            Text.size(it.bytes()),
                            it.lastUsed().map(Text::time).orElse("-"))));
            Text.table(rows, 2, 3).forEach(line -> lines.add("  " + line));
            if (indexes.size() > LISTED) {
                lines.add("    and %d smaller ones; --output json has all".formatted(indexes.size() - LISTED));
            }
            return lines;
        }

        private static String count(int number) {
            return number == 1 ? "1 index" : number + " indexes";
        }

        /** The latest: what is said of all of them. */
        private static String since(List<IndexUsage> indexes) {
            return indexes.stream()
                    .flatMap(it -> it.since().stream())
                    .max(Comparator.naturalOrder())
                    .map(it -> " since " + Text.time(it))
                    .orElse("");
        }

        private List<String> slowest() {
            if (inspection.slowest().isEmpty()) {
                return List.of();
            }
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("CALLS", "TOTAL", "SLOWEST STATEMENTS"));
            inspection
                    .slowest()
                    .forEach(it -> rows.add(
                            List.of(String.valueOf(it.calls()), it.millis() + " ms", Text.cut(it.text(), STATEMENT))));
            return Text.table(rows, 0, 1).stream().map(line -> "  " + line).toList();
        }

        @Override
        public Map<String, Object> facts() {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("name", name);
            facts.put("connected", true);
            facts.put("engine", server.engine());
            facts.put("version", server.version());
            facts.put("host", host);
            facts.put("database", server.database());
            facts.put(
                    "figures",
                    inspection.figures().stream().map(FindingText::facts).toList());
            facts.put(
                    "indexes",
                    inspection.indexes().stream().map(Inspected::facts).toList());
            facts.put(
                    "slowest",
                    inspection.slowest().stream().map(Inspected::facts).toList());
            facts.put("notes", inspection.notes());
            return facts;
        }

        private static Map<String, Object> facts(IndexUsage usage) {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("collection", usage.collection());
            facts.put("index", usage.index());
            facts.put("scans", usage.scans());
            facts.put("diskBytes", usage.bytes() < 0 ? null : usage.bytes());
            facts.put("lastUsed", usage.lastUsed().map(Instant::toString).orElse(null));
            facts.put("since", usage.since().map(Instant::toString).orElse(null));
            return facts;
        }

        private static Map<String, Object> facts(SlowStatement statement) {
            return Map.of(
                    "statement", statement.text(), "calls", statement.calls(), "milliseconds", statement.millis());
        }
    }

    /** It did not answer, or not to the end. {@code url} without secrets. */
    record Failed(String name, String url, Failure failure) implements StoreHealth {
        @Override
        public List<Finding> findings() {
            return List.of();
        }

        @Override
        public List<String> lines() {
            return List.of(name + ": not looked at, see the error below", "  " + Text.printable(url));
        }

        @Override
        public Map<String, Object> facts() {
            var facts = new LinkedHashMap<String, Object>();
            facts.put("name", name);
            facts.put("connected", false);
            facts.put("error", FailureFacts.of(failure));
            return facts;
        }

        @Override
        public Optional<Failure> problem() {
            return Optional.of(failure);
        }
    }
}
