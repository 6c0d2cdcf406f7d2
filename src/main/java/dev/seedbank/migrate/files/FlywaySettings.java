package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.migration.Script.Direction;
import java.util.Locale;

/** A script of Flyway, and what the {@code .conf} file beside it says. */
final class FlywaySettings {
    private final SettingLines lines;
    private ScriptOptions options = ScriptOptions.NONE;
    private boolean replaces = true;

    private FlywaySettings(SettingLines lines) {
        this.lines = lines;
    }

    /** @throws dev.seedbank.failure.UsageFailure if it has placeholders, which only Flyway's configuration has values for */
    static Script script(Folder folder, SourceFile file, Direction direction) {
        file.refuse(Mark.Tool.MIGRATE, Format.FLYWAY);
        file.refuse(Mark.Tool.GOOSE, Format.FLYWAY);
        var settings = new FlywaySettings(SettingLines.read(folder, file.name() + ".conf"));
        settings.lines.forEach(settings::take);
        if (settings.replaces && file.placeholder() > 0) {
            throw Fault.at(
                    file.shown(),
                    file.placeholder(),
                    "a placeholder ${…}, for which Flyway's configuration has the value",
                    "Write the value out. If it is text, say so in %s.conf: placeholderReplacement=false."
                            .formatted(file.shown()));
        }
        return ScriptOptions.whole(file, direction, settings.options);
    }

    private void take(SettingLines.Setting setting) {
        var key = setting.key().replaceFirst("^flyway\\.", "");
        switch (key + "=" + setting.value().toLowerCase(Locale.ROOT)) {
            case "executeInTransaction=true",
                    "placeholderReplacement=true",
                    "shouldExecute=true",
                    "encoding=utf-8" -> {}
            case "executeInTransaction=false" -> options = options.withoutTransaction();
            case "placeholderReplacement=false" -> replaces = false;
            default ->
                throw lines.fault(
                        setting,
                        "%s=%s is not supported".formatted(key, setting.value()),
                        "Only executeInTransaction and placeholderReplacement are: do without it, or remove the line.");
        }
    }
}
