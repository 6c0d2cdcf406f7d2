package dev.seedbank.schema;

import dev.seedbank.backend.schema.SchemaStep;
import java.util.ArrayList;
import java.util.List;

/** Statements as migrations: each that no transaction can hold is one of its own, those between them are one together. */
final class Segments {
    private Segments() {}

    static List<List<SchemaStep>> of(List<SchemaStep> steps) {
        var segments = new ArrayList<List<SchemaStep>>();
        boolean open = false;
        for (var step : steps) {
            if (!open || step.alone()) {
                segments.add(new ArrayList<>());
            }
            segments.getLast().add(step);
            open = !step.alone();
        }
        return segments;
    }

    /** Whether some of them cannot be in a transaction, and they are several. */
    static boolean isMixed(List<SchemaStep> steps) {
        return steps.size() > 1 && steps.stream().anyMatch(SchemaStep::alone);
    }
}
