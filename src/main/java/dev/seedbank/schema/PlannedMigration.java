package dev.seedbank.schema;

import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.cli.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A migration that is to be written.
 *
 * @param down empty if there is no way back
 * @param irreversible why there is none
 */
record PlannedMigration(List<SchemaStep> up, Optional<List<SchemaStep>> down, List<String> irreversible) {
    PlannedMigration {
        up = List.copyOf(up);
        down = down.map(List::copyOf);
        irreversible = List.copyOf(irreversible);
    }

    static PlannedMigration of(List<SchemaStep> up, SchemaPlan back) {
        var reasons = back.refusals().stream()
                .map(it -> Text.printable(it.object() + ": " + it.reason()))
                .toList();
        boolean reversible = reasons.isEmpty() && back.renames().isEmpty();
        return new PlannedMigration(up, reversible ? Optional.of(back.steps()) : Optional.empty(), reasons);
    }

    /** @param files that it was written into; none if it was not */
    Map<String, Object> facts(List<String> files) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("files", files);
        facts.put("up", up.stream().map(StepText::facts).toList());
        facts.put(
                "down",
                down.map(it -> it.stream().map(StepText::facts).toList()).orElse(null));
        return facts;
    }
}
