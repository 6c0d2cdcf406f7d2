package dev.seedbank.schema;

import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.migrate.files.NewMigration.Body;
import dev.seedbank.migrate.files.NewMigration.Part;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A migration's statements as its file has them. */
final class MigrationText {
    /** A line, in a function's body for one, that readers of migrations take as meant for them. */
    private static final Pattern MARK = Pattern.compile("(?im)^\\s*--\\s*(migrate:|\\+goose\\b|seedbank:)");

    private MigrationText() {}

    static Body of(PlannedMigration migration) {
        return new Body(part(migration.up()), migration.down().map(MigrationText::part));
    }

    private static Part part(List<SchemaStep> steps) {
        return new Part(steps.stream().map(MigrationText::statement).toList(), !Segments.isMixed(steps));
    }

    /** What is lost stands above it: whoever reviews the file reads it there. */
    static String statement(SchemaStep step) {
        if (MARK.matcher(step.sql()).find()) {
            throw new UsageFailure(
                    "%s has a comment that a file of migrations cannot contain: a line that begins with '-- migrate:', '-- +goose' or '-- seedbank:'"
                            .formatted(Text.printable(step.object())),
                    "Change that line in schema/. Nothing was written.");
        }
        var loss = step.losesData() ? "-- Loses " + Text.printable(step.loss()) + "\n" : "";
        return loss + step.sql().strip() + ";";
    }

    static Optional<String> note(PlannedMigration migration) {
        return migration.down().isPresent()
                ? Optional.empty()
                : Optional.of("It has no way back: " + String.join("; ", migration.irreversible()));
    }
}
