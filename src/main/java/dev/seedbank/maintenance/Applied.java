package dev.seedbank.maintenance;

import dev.seedbank.backend.maintenance.Finding;
import dev.seedbank.failure.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a fix.
 *
 * @param fixed whether it was run and helped; not if what it fixes was no longer there
 * @param failure why it did not work
 */
record Applied(String store, Finding finding, boolean fixed, Optional<Failure> failure) {
    static Applied of(String store, Finding finding, boolean fixed) {
        return new Applied(store, finding, fixed, Optional.empty());
    }

    static Applied failed(String store, Finding finding, Failure failure) {
        return new Applied(store, finding, false, Optional.of(failure));
    }

    Map<String, Object> facts() {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("id", FindingText.id(store, finding));
        facts.put("command", finding.fix().orElseThrow().command());
        facts.put("fixed", fixed);
        facts.put("problem", failure.map(it -> String.valueOf(it.getMessage())).orElse(null));
        return facts;
    }
}
