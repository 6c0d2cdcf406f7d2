package dev.seedbank.status;

import dev.seedbank.cli.Report;
import dev.seedbank.cli.Text;
import dev.seedbank.config.Profile;
import dev.seedbank.failure.Failure;
import dev.seedbank.status.StoreStatus.Failed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code status} found: every store, whether it answered or not. */
record StatusResult(Profile profile, Status.Found found, List<String> backups) implements Report {
    StatusResult {
        backups = List.copyOf(backups);
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        var assumed = profile.assumed() ? ", because seedbank.environment is not set" : "";
        lines.add("Profile %s (%s%s)"
                .formatted(profile.name(), profile.environment().label(), assumed));
        for (var store : found.stores()) {
            lines.add("");
            lines.addAll(store.lines());
        }
        lines.add("");
        lines.addAll(found.seeds().lines());
        lines.add(backupLine());
        return lines;
    }

    private String backupLine() {
        if (backups.isEmpty()) {
            return "No backups yet. Make one: seedbank backup";
        }
        return "%s, the latest: %s".formatted(Text.count(backups.size(), "backup"), backups.getFirst());
    }

    @Override
    public List<String> names() {
        return found.stores().stream().map(StoreStatus::name).toList();
    }

    @Override
    public Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("profile", profile.name());
        facts.put("environment", profile.environment().label());
        facts.put("stores", found.stores().stream().map(StoreStatus::facts).toList());
        facts.put("seeds", found.seeds().facts());
        facts.put("backups", backups);
        return facts;
    }

    /** A server that is down weighs more than what another lacks. */
    @Override
    public List<Failure> errors() {
        return Stream.concat(
                        found.stores().stream()
                                .sorted(Comparator.comparingInt(store -> store instanceof Failed ? 0 : 1))
                                .flatMap(store -> store.problems().stream()),
                        found.seeds().failure().stream())
                .toList();
    }
}
