package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.migration.Script.Direction;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A folder for each migration: diesel's with {@code up.sql}, {@code down.sql} and {@code metadata.toml}; Prisma's with {@code
 * migration.sql}, and {@code down.sql} where a team writes one; Drizzle's without a journal, with {@code migration.sql} and {@code
 * snapshot.json}.
 */
record FolderPerMigration(Format format) implements Layout {
    private static final Pattern FILE = Pattern.compile("(?<folder>[^/]+)/(?<file>[^/]+)");
    private static final Pattern DIESEL = Pattern.compile("(?<folder>[^/]+)/up\\.sql");
    private static final Pattern OTHER = Pattern.compile("(?<folder>[^/]+)/migration\\.sql");
    private static final Pattern TITLE = Pattern.compile("(?<number>[0-9][0-9-]*[0-9]|[0-9])(?:_(?<name>.*))?");

    static final String PRISMA_LOCK = "migration_lock.toml";

    /** Whether it is an up script of diesel's. */
    static boolean isDiesel(String name) {
        return name.endsWith("/up.sql") && DIESEL.matcher(name).matches();
    }

    /** Whether it is a script of Prisma's or Drizzle's. */
    static boolean isMigrationSql(String name) {
        return name.endsWith("/migration.sql") && OTHER.matcher(name).matches();
    }

    /** Drizzle's, if there is a snapshot and no lock file of Prisma; else Prisma's. */
    static FolderPerMigration ofMigrationSql(Folder folder) {
        boolean isDrizzle = !folder.has(PRISMA_LOCK)
                && folder.names().stream().anyMatch(name -> name.matches("[^/]+/snapshot\\.json"));
        return new FolderPerMigration(isDrizzle ? Format.DRIZZLE : Format.PRISMA);
    }

    @Override
    public String example() {
        return format == Format.UP_DOWN_FOLDERS
                ? "2026-01-01-120000_add_user_roles/up.sql"
                : "20260101120000_add_user_roles/migration.sql";
    }

    @Override
    public boolean fits(String name) {
        if (format == Format.PRISMA && name.equals(PRISMA_LOCK)) {
            return true;
        }
        var matcher = FILE.matcher(name);
        return matcher.matches() && files().contains(matcher.group("file"));
    }

    private Set<String> files() {
        return switch (format) {
            case UP_DOWN_FOLDERS -> Set.of("up.sql", "down.sql", "metadata.toml");
            case PRISMA -> Set.of("migration.sql", "down.sql");
            default -> Set.of("migration.sql", "snapshot.json");
        };
    }

    @Override
    public List<Migration> read(Folder folder) {
        if (format == Format.PRISMA) {
            var lock = SettingLines.read(folder, PRISMA_LOCK);
            lock.forEach(setting -> checkProvider(lock, setting));
        }
        folder.matching(FILE).forEach(it -> refuseAlone(folder, it));
        var folders = folder.matching(format == Format.UP_DOWN_FOLDERS ? DIESEL : OTHER).stream()
                .map(it -> it.part("folder"))
                .toList();
        boolean numbered = format == Format.UP_DOWN_FOLDERS
                ? folders.stream().allMatch(it -> !number(it).isEmpty())
                : ascend(folders);
        return folders.stream()
                .map(it -> migration(folder, it, new Version(numbered ? number(it) : it)))
                .toList();
    }

    private static void checkProvider(SettingLines lock, SettingLines.Setting setting) {
        if (setting.key().equals("provider")
                && !Set.of("postgresql", "postgres", "cockroachdb").contains(setting.value())) {
            throw lock.fault(
                    setting,
                    "these migrations are for %s".formatted(setting.value()),
                    "Seedbank runs those of Prisma for PostgreSQL.");
        }
    }

    private void refuseAlone(Folder folder, Folder.Named file) {
        var main = file.part("folder") + (format == Format.UP_DOWN_FOLDERS ? "/up.sql" : "/migration.sql");
        if (!folder.has(main)) {
            throw Fault.of(
                    folder.shown(file.name()),
                    "has no %s beside it".formatted(main.substring(main.indexOf('/') + 1)),
                    "Add that file, or delete the folder.");
        }
    }

    /**
     * The digits at the beginning of a folder's name, without the hyphens between them; empty if there are none.
     */
    static String number(String folder) {
        var matcher = TITLE.matcher(folder);
        return matcher.matches() ? matcher.group("number").replace("-", "") : "";
    }

    /**
     * Whether names, in the order in which they run, begin with numbers that ascend. Where they do not (a team merged two branches,
     * or gave names without numbers), numbers cannot be versions.
     */
    static boolean ascend(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            var number = number(names.get(i));
            if (number.isEmpty()
                    || (i > 0 && new Version(number).compareTo(new Version(number(names.get(i - 1)))) <= 0)) {
                return false;
            }
        }
        return true;
    }

    /** The words behind the number. */
    static String description(String folder) {
        var matcher = TITLE.matcher(folder);
        var name = matcher.matches() ? matcher.group("name") : folder;
        return Layout.words(name == null ? "" : name);
    }

    private Migration migration(Folder folder, String name, Version version) {
        var directions = format == Format.UP_DOWN_FOLDERS
                ? diesel(folder, name)
                : other(folder, folder.file(name + "/migration.sql"), name + "/down.sql");
        var file = folder.file(name + (format == Format.UP_DOWN_FOLDERS ? "/up.sql" : "/migration.sql"));
        return new Migration(
                Kind.VERSIONED,
                Optional.of(version),
                description(name),
                file.name(),
                directions.up(),
                directions.down(),
                file.checksum());
    }

    private Directions other(Folder folder, SourceFile file, String down) {
        return format == Format.DRIZZLE
                ? NumberedFiles.drizzle(file)
                : new Directions(plain(file, Direction.UP, ScriptOptions.NONE), down(folder, down, ScriptOptions.NONE));
    }

    private Directions diesel(Folder folder, String name) {
        var settings = SettingLines.read(folder, name + "/metadata.toml");
        var options = new ScriptOptions[] {ScriptOptions.NONE};
        settings.forEach(setting -> {
            switch (setting.key() + "=" + setting.value().toLowerCase(Locale.ROOT)) {
                case "run_in_transaction=true" -> {}
                case "run_in_transaction=false" -> options[0] = options[0].withoutTransaction();
                default ->
                    throw settings.fault(
                            setting,
                            "'%s = %s' is not known".formatted(setting.key(), setting.value()),
                            "diesel knows run_in_transaction = true or false.");
            }
        });
        return new Directions(
                plain(folder.file(name + "/up.sql"), Direction.UP, options[0]),
                down(folder, name + "/down.sql", options[0]));
    }

    private Optional<Script> down(Folder folder, String name, ScriptOptions options) {
        return Optional.of(name).filter(folder::has).map(it -> plain(folder.file(it), Direction.DOWN, options));
    }

    private Script plain(SourceFile file, Direction direction, ScriptOptions options) {
        file.refuse(Mark.Tool.MIGRATE, format);
        file.refuse(Mark.Tool.GOOSE, format);
        return ScriptOptions.whole(file, direction, options);
    }
}
