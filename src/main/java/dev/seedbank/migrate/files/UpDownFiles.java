package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.migration.Script.Direction;
import dev.seedbank.migrate.files.Folder.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** golang-migrate's {@code 3_add_user_roles.up.sql} and {@code 3_add_user_roles.down.sql}: a file for each direction. */
record UpDownFiles() implements Layout {
    private static final Pattern SCRIPT =
            Pattern.compile("(?<version>[0-9]+)_(?<name>[^/]*)\\.(?<direction>up|down)\\.sql");

    static boolean isScript(String name) {
        return (name.endsWith(".up.sql") || name.endsWith(".down.sql"))
                && SCRIPT.matcher(name).matches();
    }

    @Override
    public Format format() {
        return Format.GOLANG_MIGRATE;
    }

    @Override
    public String example() {
        return "000003_add_user_roles.up.sql";
    }

    @Override
    public boolean fits(String name) {
        return isScript(name);
    }

    @Override
    public List<Migration> read(Folder folder) {
        var scripts = folder.matching(SCRIPT);
        var downs = new HashMap<Version, Named>();
        for (var script : scripts) {
            if (!isUp(script)) {
                var other = downs.put(version(script), script);
                if (other != null) {
                    throw MigrationFiles.twice(
                            folder, other.name(), script.name(), "the way back from version " + version(script));
                }
            }
        }
        var migrations = scripts.stream()
                .filter(UpDownFiles::isUp)
                .map(it -> migration(folder, it, downs))
                .toList();
        downs.values().stream().map(Named::name).min(String::compareTo).ifPresent(alone -> {
            throw Fault.of(
                    folder.shown(alone),
                    "has no .up.sql of its version",
                    "Add the file that it reverts, or delete it.");
        });
        return migrations;
    }

    private static boolean isUp(Named script) {
        return script.part("direction").equals("up");
    }

    private static Version version(Named script) {
        return new Version(script.part("version"));
    }

    private static Migration migration(Folder folder, Named script, Map<Version, Named> downs) {
        var up = folder.file(script.name());
        var down = Optional.ofNullable(downs.get(version(script)));
        downs.remove(version(script));
        return new Migration(
                Kind.VERSIONED,
                Optional.of(version(script)),
                Layout.words(script.part("name")),
                up.name(),
                plain(up, Direction.UP),
                down.map(it -> plain(folder.file(it.name()), Direction.DOWN)),
                up.checksum());
    }

    private static Script plain(SourceFile file, Direction direction) {
        file.refuse(Mark.Tool.MIGRATE, Format.GOLANG_MIGRATE);
        file.refuse(Mark.Tool.GOOSE, Format.GOLANG_MIGRATE);
        return ScriptOptions.whole(file, direction, ScriptOptions.NONE);
    }
}
