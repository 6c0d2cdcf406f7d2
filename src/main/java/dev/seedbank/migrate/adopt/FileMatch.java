package dev.seedbank.migrate.adopt;

import static java.util.stream.Collectors.toMap;

import dev.seedbank.backend.migration.ForeignEntry;
import dev.seedbank.backend.migration.ForeignTool;
import dev.seedbank.backend.migration.Kind;
import dev.seedbank.migrate.files.DrizzleTimes;
import dev.seedbank.migrate.files.Migration;
import dev.seedbank.migrate.files.MigrationFolder;
import dev.seedbank.migrate.files.Version;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Which file an entry is of, by what its tool calls it. */
final class FileMatch {
    private final ForeignTool tool;
    private final Map<String, Migration> byKey;
    private final Map<String, Long> drizzleTimes;

    FileMatch(ForeignTool tool, MigrationFolder folder, Path path) {
        this.tool = tool;
        this.drizzleTimes = tool == ForeignTool.DRIZZLE ? DrizzleTimes.of(path, folder.name()) : Map.of();
        this.byKey = folder.migrations().stream().collect(toMap(this::key, Function.identity(), (one, _) -> one));
    }

    Optional<Migration> of(ForeignEntry entry) {
        return Optional.ofNullable(byKey.get(key(entry)));
    }

    private String key(Migration migration) {
        return switch (tool) {
            case PRISMA -> folder(migration);
            case MIGRATE_MONGO -> migration.file();
            case DRIZZLE ->
                Optional.ofNullable(drizzleTimes.get(migration.file()))
                        .map(Object::toString)
                        .orElseGet(() -> folder(migration));
            default ->
                key(migration.kind(), migration.version().map(Version::text).orElse(""), migration.description());
        };
    }

    private String key(ForeignEntry entry) {
        return switch (tool) {
            case PRISMA, MIGRATE_MONGO -> entry.file();
            case DRIZZLE -> byKey.containsKey(entry.file()) ? entry.file() : entry.version();
            default -> key(entry.kind(), entry.version(), entry.description());
        };
    }

    private static String key(Kind kind, String version, String description) {
        return kind == Kind.REPEATABLE ? "R " + description.strip() : kind + " " + new Version(version).canonical();
    }

    private static String folder(Migration migration) {
        var file = migration.file();
        return file.substring(0, Math.max(0, file.lastIndexOf('/')));
    }
}
