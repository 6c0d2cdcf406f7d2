package dev.seedbank.maintenance;

import dev.seedbank.backend.maintenance.Evidence;
import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.backend.maintenance.Fix;
import dev.seedbank.cli.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Findings and their numbers, for people and for programs. */
final class FindingText {
    private FindingText() {}

    /** The same for as long as it is found: {@code main/unused-index/public.users_email_idx}. */
    static String id(String store, Finding finding) {
        return store.isEmpty() ? finding.id() : store + "/" + finding.id();
    }

    static List<String> lines(Finding finding) {
        var lines = new ArrayList<String>();
        lines.add("%s %s %s [%s]"
                .formatted(
                        finding.severity().word(),
                        Text.printable(finding.subject()),
                        Text.printable(finding.what()),
                        finding.kind().word()));
        if (!finding.evidence().isEmpty()) {
            lines.add("  " + finding.evidence().stream().map(FindingText::words).collect(Collectors.joining("; ")));
        }
        finding.fix().ifPresent(fix -> {
            var lead = fix.safe() ? "  Safe fix: " : "  To decide: ";
            for (var command : fix.command().lines().toList()) {
                lines.add(lead + Text.printable(command));
                lead = " ".repeat(lead.length());
            }
        });
        return lines;
    }

    /** {@code scans: 0 since 2026-01-28 10:30:00 UTC}. */
    static String words(Evidence evidence) {
        var words = new StringBuilder(evidence.name()).append(": ").append(value(evidence.value(), evidence.unit()));
        evidence.limit()
                .ifPresent(limit -> words.append(evidence.value() > limit ? ", more than " : " of ")
                        .append(value(limit, evidence.unit())));
        evidence.since().ifPresent(since -> words.append(" since ").append(Text.time(since)));
        return words.toString();
    }

    private static String value(long value, Evidence.Unit unit) {
        return switch (unit) {
            case BYTES -> Text.size(value);
            case SECONDS -> value < 60 ? value + " s" : Text.age(Duration.ofSeconds(value));
            case PERCENT -> value + " %";
            case TIME -> Text.time(Instant.ofEpochSecond(value));
            case COUNT -> String.valueOf(value);
        };
    }

    static Map<String, Object> facts(String store, Finding finding) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("id", id(store, finding));
        facts.put("store", store.isEmpty() ? null : store);
        facts.put("kind", finding.kind().word());
        facts.put("severity", finding.severity().word());
        facts.put("subject", finding.subject());
        facts.put("collection", finding.collection().isEmpty() ? null : finding.collection());
        facts.put("what", finding.what());
        facts.put(
                "evidence", finding.evidence().stream().map(FindingText::facts).toList());
        facts.put("fix", finding.fix().map(FindingText::facts).orElse(null));
        return facts;
    }

    static Map<String, Object> facts(Evidence evidence) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("name", evidence.name());
        facts.put("value", fact(evidence.value(), evidence.unit()));
        facts.put("unit", evidence.unit().word());
        facts.put("limit", evidence.limit().map(it -> fact(it, evidence.unit())).orElse(null));
        facts.put("since", evidence.since().map(Instant::toString).orElse(null));
        return facts;
    }

    private static @Nullable Object fact(long value, Evidence.Unit unit) {
        return unit == Evidence.Unit.TIME ? Instant.ofEpochSecond(value).toString() : (Object) value;
    }

    private static Map<String, Object> facts(Fix fix) {
        return Map.of("language", fix.language().word(), "command", fix.command(), "safe", fix.safe());
    }
}
