package dev.seedbank.migrate.files;

import static java.util.stream.Collectors.toMap;

import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.migration.Script.Direction;
import dev.seedbank.migrate.files.Folder.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * {@code V3__add_user_roles.sql} and {@code R__views.sql}, in subfolders, too: Seedbank's own format, whose files have both directions
 * and may be YAML or JSON, with data files beside them ({@code V3.config.json}, or anything in a subfolder); and Flyway's, with {@code
 * B} and {@code U} and {@code .conf} files beside scripts.
 */
record PrefixedFiles(Format format) implements Layout {
    private static final String FOLDERS = "(?:.*/)?";
    private static final String VERSION = "(?<version>[0-9]+(?:[._][0-9]+)*(?:-[0-9A-Za-z.-]+)?)";
    private static final Pattern SCRIPT = Pattern.compile(FOLDERS + "(?:(?<kind>[VUB])" + VERSION
            + "|(?<repeatable>R))(?:__(?<name>[^/]*))?\\.(?<type>sql|yaml|yml|json)");
    /** Not one that looks like a script with a mistake in its name: that would never run. */
    private static final Pattern DATA = Pattern.compile(
            "(?:" + FOLDERS + "V[0-9]+(?:[._][0-9]+)*\\.[^/]+|.+/(?![VRUB][0-9_])[^/]+)(?<!\\.sql|\\.yaml|\\.yml)");

    private static final Pattern SETTINGS = Pattern.compile("(?<script>.*\\.sql)\\.conf");

    private static Optional<Named> script(String name) {
        int first = name.lastIndexOf('/') + 1;
        if (first == name.length() || "VUBR".indexOf(name.charAt(first)) < 0) {
            return Optional.empty();
        }
        var matcher = SCRIPT.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var named = new Named(name, matcher.toMatchResult());
        boolean isComplete =
                !named.part("name").isEmpty() || named.part("version").matches("[0-9._]+");
        return isComplete ? Optional.of(named) : Optional.empty();
    }

    /** Whether it is named as Flyway's and Seedbank's are. */
    static boolean isScript(String name) {
        return script(name).isPresent();
    }

    /** Flyway's if it has what only Flyway knows, or has neither YAML nor JSON nor a mark; else Seedbank's own. */
    static PrefixedFiles of(Folder folder) {
        var scripts =
                folder.names().stream().flatMap(name -> script(name).stream()).toList();
        boolean isFlyway = scripts.stream().anyMatch(it -> it.part("kind").matches("[UB]"))
                || folder.names().stream()
                        .anyMatch(name -> SETTINGS.matcher(name).matches());
        boolean isOwn = scripts.isEmpty()
                || scripts.stream()
                        .anyMatch(it -> !it.part("type").equals("sql")
                                || folder.file(it.name()).hasMarks(Mark.Tool.MIGRATE));
        return new PrefixedFiles(isOwn && !isFlyway ? Format.SEEDBANK : Format.FLYWAY);
    }

    private boolean isOwn() {
        return format == Format.SEEDBANK;
    }

    @Override
    public String example() {
        return "V3__add_user_roles.sql";
    }

    @Override
    public boolean fits(String name) {
        var script = script(name);
        if (isOwn()) {
            return script.isPresent() || DATA.matcher(name).matches();
        }
        return script.filter(it -> it.part("type").equals("sql")).isPresent()
                || SETTINGS.matcher(name).matches();
    }

    @Override
    public List<Migration> read(Folder folder) {
        var scripts =
                folder.names().stream().flatMap(name -> script(name).stream()).toList();
        var undo = new UndoScripts(
                folder,
                scripts.stream().filter(it -> it.part("kind").equals("U")).toList());
        folder.matching(SETTINGS).forEach(it -> refuseAlone(folder, it));
        var migrations = new ArrayList<Migration>();
        for (var script : scripts) {
            if (!script.part("kind").equals("U")) {
                migrations.add(migration(folder, script, undo));
            }
        }
        undo.refuseOthers();
        return migrations;
    }

    private static void refuseAlone(Folder folder, Named settings) {
        if (!folder.has(settings.part("script"))) {
            throw Fault.of(
                    folder.shown(settings.name()),
                    "has no script beside it",
                    "Name it after its script, or delete it.");
        }
    }

    private Migration migration(Folder folder, Named script, UndoScripts undo) {
        var file = folder.file(script.name());
        var version =
                Optional.of(script.part("version")).filter(it -> !it.isEmpty()).map(Version::new);
        var kind = switch (script.part("kind")) {
            case "V" -> Kind.VERSIONED;
            case "B" -> Kind.BASELINE;
            default -> Kind.REPEATABLE;
        };
        var directions = directions(folder, file, script, kind == Kind.VERSIONED ? version : Optional.empty(), undo);
        return new Migration(
                kind,
                version,
                Layout.words(script.part("name")),
                file.name(),
                directions.up(),
                directions.down(),
                file.checksum());
    }

    private Directions directions(
            Folder folder, SourceFile file, Named script, Optional<Version> version, UndoScripts undo) {
        if (!isOwn()) {
            return new Directions(FlywaySettings.script(folder, file, Direction.UP), version.flatMap(undo::of));
        }
        file.refuse(Mark.Tool.GOOSE, format);
        return script.part("type").equals("sql") ? MigrateSections.orWhole(file) : CommandFile.read(file);
    }

    /** Flyway's {@code U3__add_user_roles.sql}, by version. */
    private static final class UndoScripts {
        private final Folder folder;
        private final Map<Version, Named> left;

        UndoScripts(Folder folder, List<Named> scripts) {
            this.folder = folder;
            this.left = scripts.stream()
                    .collect(toMap(it -> new Version(it.part("version")), Function.identity(), (one, other) -> {
                        throw MigrationFiles.twice(
                                folder, one.name(), other.name(), "undo version " + one.part("version"));
                    }));
        }

        Optional<Script> of(Version version) {
            return Optional.ofNullable(left.remove(version))
                    .map(it -> FlywaySettings.script(folder, folder.file(it.name()), Direction.DOWN));
        }

        void refuseOthers() {
            left.values().stream().map(Named::name).min(String::compareTo).ifPresent(name -> {
                throw Fault.of(
                        folder.shown(name),
                        "undoes a version that has no file",
                        "Name it after the version that it undoes, or delete it.");
            });
        }
    }
}
