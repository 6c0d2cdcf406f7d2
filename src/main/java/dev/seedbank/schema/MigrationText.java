package dev.seedbank.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.migrate.files.Commands;
import dev.seedbank.migrate.files.NewMigration.Body;
import dev.seedbank.migrate.files.NewMigration.Language;
import dev.seedbank.migrate.files.NewMigration.Part;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A migration's statements as its file has them. */
final class MigrationText {
    /** A line, in a function's body for one, that readers of migrations take as meant for them. */
    private static final Pattern MARK = Pattern.compile("(?im)^\\s*--\\s*(migrate:|\\+goose\\b|seedbank:)");

    private static final int WIDTH = 120;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private MigrationText() {}

    static Body of(PlannedMigration migration, Language language) {
        return new Body(
                language, part(migration.up(), language), migration.down().map(it -> part(it, language)));
    }

    private static Part part(List<SchemaStep> steps, Language language) {
        boolean sql = language == Language.SQL;
        return new Part(
                steps.stream().map(it -> sql ? statement(it) : command(it)).toList(), !Segments.isMixed(steps));
    }

    /** A step in YAML; a long one on many lines. */
    static String command(SchemaStep step) {
        var loss = step.losesData() ? "# Loses " + Text.printable(step.loss()) + "\n" : "";
        return loss + Commands.step(step.sql().length() <= WIDTH ? step.sql() : pretty(step.sql()));
    }

    private static String pretty(String json) {
        try {
            return JSON.readTree(json).toPrettyString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e); // plans have JSON
        }
    }

    /** What is lost stands above it: whoever reviews the file reads it there. */
    static String statement(SchemaStep step) {
        if (MARK.matcher(step.sql()).find()) {
            throw new UsageFailure(
                    "%s has a comment that a migration file cannot contain: a line that begins with '-- migrate:', '-- +goose' or '-- seedbank:'"
                            .formatted(Text.printable(step.object())),
                    "Change that line in schema/. Nothing was written.");
        }
        var loss = step.losesData() ? "-- Loses " + Text.printable(step.loss()) + "\n" : "";
        return loss + step.sql().strip() + ";";
    }

    static Optional<String> note(PlannedMigration migration) {
        return migration.down().isPresent()
                ? Optional.empty()
                : Optional.of("It cannot be rolled back: " + String.join("; ", migration.irreversible()));
    }
}
