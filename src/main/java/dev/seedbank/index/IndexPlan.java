package dev.seedbank.index;

import dev.seedbank.backend.IndexChange;
import dev.seedbank.backend.IndexFinding;
import dev.seedbank.cli.Lines;
import dev.seedbank.cli.Progress;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Environment;
import dev.seedbank.guard.Plan;
import dev.seedbank.guard.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code index apply} or {@code index prune} would do.
 *
 * @param later whether indexes are declared that can only be compared when something else is done
 */
public record IndexPlan(IndexWork work, List<StoreIndexes> parts, boolean later, Targets targets) implements Plan {
    private static final String THEN = "Then it builds the declared indexes that are missing.";

    public IndexPlan {
        parts = List.copyOf(parts);
    }

    /** What is to be done in one store. */
    List<IndexFinding> of(StoreIndexes part) {
        return part.findings().stream().filter(work::isFor).toList();
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return parts.stream().allMatch(it -> of(it).isEmpty());
    }

    /** {@code main/users: create {email: 1} unique}, one for each index that would be changed. */
    public List<String> lines() {
        return parts.stream()
                .flatMap(part -> of(part).stream().map(it -> line(part, it)))
                .toList();
    }

    private static String line(StoreIndexes part, IndexFinding finding) {
        var way = finding.change().orElseThrow().way();
        var name = finding.name().isEmpty() ? "" : " " + Text.printable(finding.name());
        var details = finding.details().isEmpty() ? "" : " (" + String.join("; ", finding.details()) + ")";
        return "%s: %s%s: %s%s"
                .formatted(
                        part.label(finding),
                        IndexText.verb(way),
                        name,
                        Text.printable(finding.index()),
                        Text.printable(details));
    }

    @Override
    public Report dryRun(Progress progress) {
        var lines = new ArrayList<String>();
        var facts = new ArrayList<Map<String, Object>>();
        for (var part : parts) {
            for (var finding : of(part)) {
                lines.add(line(part, finding));
                statements(finding).forEach(it -> lines.add("  " + it));
                facts.add(facts(part, finding));
            }
            part.findings().stream()
                    .filter(it -> work == IndexWork.APPLY && StoreIndexes.needsReplacing(it))
                    .forEach(it -> lines.add(line(part, it) + ", with --replace only"));
            part.findings().stream()
                    .filter(work::isStuck)
                    .forEach(it -> lines.add(part.label(it) + ": " + IndexText.stuck(it)));
        }
        return Lines.dryRun("Would change:", "indexes", lines, facts);
    }

    private static List<String> statements(IndexFinding finding) {
        return finding.change().map(IndexChange::statements).orElse(List.of());
    }

    private static Map<String, Object> facts(StoreIndexes part, IndexFinding finding) {
        var facts = part.facts(finding);
        facts.put("way", IndexText.verb(finding.change().orElseThrow().way()));
        facts.put("statements", statements(finding));
        return facts;
    }

    /** Production, and whoever drops something, sees it before the question. */
    @Override
    public List<String> announcement() {
        boolean shown = work == IndexWork.PRUNE || targets.project().profile().environment() == Environment.PRODUCTION;
        if (!shown || isEmpty()) {
            return shown && later ? List.of(THEN) : List.of();
        }
        var lines = new ArrayList<String>();
        lines.add(work == IndexWork.PRUNE ? "To drop:" : "To change:");
        lines().forEach(line -> lines.add("  " + line));
        return lines;
    }

    @Override
    public String question() {
        int count = lines().size();
        if (count == 0) {
            return later ? THEN : "";
        }
        return work == IndexWork.PRUNE
                ? "This drops %s.".formatted(IndexText.indexes(count))
                : "This builds or changes %s.".formatted(IndexText.indexes(count));
    }
}
