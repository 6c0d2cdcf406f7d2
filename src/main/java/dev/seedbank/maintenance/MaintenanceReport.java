package dev.seedbank.maintenance;

import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.Severity;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Profile;
import dev.seedbank.failure.CheckFailed;
import dev.seedbank.failure.Failure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found.
 *
 * @param backups findings about the backups of each store, and under "" about all of them
 * @param unread why nothing is known of the backups
 */
record MaintenanceReport(
        Profile profile, List<StoreHealth> stores, Map<String, List<Finding>> backups, Optional<Failure> unread)
        implements Report {
    MaintenanceReport {
        stores = List.copyOf(stores);
        backups = Map.copyOf(backups);
    }

    /** The most urgent first, and always in the same order. */
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparing(Finding::kind)
            .thenComparing(Finding::subject);

    /** A store's own and those about its backups. */
    private List<Finding> findings(StoreHealth store) {
        var all = new ArrayList<>(store.findings());
        all.addAll(backups.getOrDefault(store.name(), List.of()));
        all.sort(ORDER);
        return all;
    }

    private List<Finding> general() {
        return backups.getOrDefault("", List.of());
    }

    /** What of a store can be put right without asking anybody who knows the application. */
    List<Finding> fixable(String store) {
        return stores.stream()
                .filter(it -> it.name().equals(store))
                .flatMap(it -> findings(it).stream())
                .filter(Finding::isFixable)
                .toList();
    }

    private long fixable() {
        return stores.stream().mapToLong(it -> fixable(it.name()).size()).sum();
    }

    private List<Finding> all() {
        var all = new ArrayList<Finding>();
        stores.forEach(it -> all.addAll(findings(it)));
        all.addAll(general());
        return all;
    }

    /** Said when there was no safe fix. */
    String nothingApplied() {
        return all().isEmpty() ? "There was nothing to fix" : "None of these is fixed automatically";
    }

    private long urgent() {
        return all().stream().filter(it -> it.severity() != Severity.INFO).count();
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (var store : stores) {
            lines.addAll(store.lines());
            findings(store).forEach(it -> FindingText.lines(it).forEach(line -> lines.add("  " + line)));
            lines.add("");
        }
        general().forEach(it -> lines.addAll(FindingText.lines(it)));
        lines.add(
                all().isEmpty()
                        ? "Nothing needs attention"
                        : "%s, %d to act on".formatted(Text.count(all().size(), "finding"), urgent()));
        return lines;
    }

    @Override
    public List<Hint> hints() {
        return fixable() == 0
                ? List.of()
                : List.of(new Hint(
                        "To apply " + Text.count(fixable(), "safe fix").replace("fixs", "fixes"),
                        List.of("maintenance", "--fix")));
    }

    /** A server that is down weighs more than what was found elsewhere. */
    @Override
    public List<Failure> errors() {
        var errors = new ArrayList<Failure>();
        stores.forEach(it -> it.problem().ifPresent(errors::add));
        unread.ifPresent(errors::add);
        if (urgent() > 0) {
            errors.add(new CheckFailed(
                    "maintenance found %s to act on".formatted(Text.count(urgent(), "thing")),
                    "Each of them is shown with the command that fixes it, or shows more."));
        }
        return errors;
    }

    @Override
    public Map<String, Object> facts() {
        var findings = new ArrayList<Map<String, Object>>();
        stores.forEach(store -> findings(store).forEach(it -> findings.add(FindingText.facts(store.name(), it))));
        general().forEach(it -> findings.add(FindingText.facts("", it)));
        var facts = new LinkedHashMap<String, Object>();
        facts.put("profile", profile.name());
        facts.put("environment", profile.environment().label());
        facts.put("stores", stores.stream().map(StoreHealth::facts).toList());
        facts.put("findings", findings);
        return facts;
    }
}
