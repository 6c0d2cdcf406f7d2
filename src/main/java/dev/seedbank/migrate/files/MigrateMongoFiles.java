package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.migration.Script.Direction;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code 20260101120000-add-user-roles.js}: migrate-mongo's steps, which are code. They are read so that those that migrate-mongo ran
 * are known and cannot change unnoticed; they never run. YAML and JSON with the same way of naming go on behind them.
 */
record MigrateMongoFiles() implements Layout {
    private static final Pattern STEP =
            Pattern.compile("(?<version>[0-9]+)[-_](?<name>[^/]*)\\.(?:[cm]?[jt]s|yaml|yml|json)");

    static boolean isScript(String name) {
        return !name.endsWith(".sql") && STEP.matcher(name).matches();
    }

    @Override
    public Format format() {
        return Format.MIGRATE_MONGO;
    }

    @Override
    public String example() {
        return "20260101120000-add_user_roles.yaml";
    }

    /** What is in subfolders belongs to the steps: migrate-mongo does not look there. */
    @Override
    public boolean fits(String name) {
        return isScript(name) || name.contains("/");
    }

    @Override
    public List<Migration> read(Folder folder) {
        return folder.matching(STEP).stream().map(it -> migration(folder, it)).toList();
    }

    private static Migration migration(Folder folder, Folder.Named named) {
        var file = folder.file(named.name());
        var directions = Code.language(named.name()).isPresent() ? code(file) : CommandFile.read(file);
        return new Migration(
                Kind.VERSIONED,
                Optional.of(new Version(named.part("version"))),
                Layout.words(named.part("name").replace('-', '_')),
                file.name(),
                directions.up(),
                directions.down(),
                file.checksum());
    }

    /** The text, to show what was edited. */
    private static Directions code(SourceFile file) {
        return new Directions(ScriptOptions.NONE.script(file, Direction.UP, file.whole()), Optional.empty());
    }
}
