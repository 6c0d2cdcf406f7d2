package dev.seedbank.backend.maintenance;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found in one store.
 *
 * @param findings in no order
 * @param figures measured whether they are a finding or not
 * @param notes what could not be looked at, and why; a sentence each
 */
public record Inspection(
        List<Finding> findings,
        List<Evidence> figures,
        List<IndexUsage> indexes,
        List<SlowStatement> slowest,
        List<String> notes) {
    public Inspection {
        findings = List.copyOf(findings);
        figures = List.copyOf(figures);
        indexes = List.copyOf(indexes);
        slowest = List.copyOf(slowest);
        notes = List.copyOf(notes);
    }

    /** Takes what the checks find, one after the other. Not thread-safe. */
    public static final class Log {
        private final List<Finding> findings = new ArrayList<>();
        private final List<Evidence> figures = new ArrayList<>();
        private final List<IndexUsage> indexes = new ArrayList<>();
        private final List<SlowStatement> slowest = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        public void found(Finding finding) {
            findings.add(finding);
        }

        public void measured(Evidence figure) {
            figures.add(figure);
        }

        public void used(IndexUsage usage) {
            indexes.add(usage);
        }

        public void slow(SlowStatement statement) {
            slowest.add(statement);
        }

        /** Once, however often it is said. */
        public void note(String sentence) {
            if (!notes.contains(sentence)) {
                notes.add(sentence);
            }
        }

        public Inspection end() {
            return new Inspection(findings, figures, indexes, slowest, notes);
        }
    }
}
