package dev.seedbank.migrate.files;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Whose files a folder has. In this order, the first that applies:
 *
 * <ol>
 *   <li>{@code meta/_journal.json} is Drizzle's, {@code migration_lock.toml} Prisma's.
 *   <li>The way of naming that most files have decides; of two with as many, the first of: {@code V3__x} (Seedbank, Flyway), {@code
 *       3_x.sql} (dbmate, goose, Drizzle), {@code 3_x.up.sql} (golang-migrate), {@code 3_x/up.sql} (diesel), {@code
 *       3_x/migration.sql} (Prisma, Drizzle), {@code 3-x.js} (migrate-mongo).
 *   <li>Of tools with the same names, what is in the files decides: {@link PrefixedFiles#of}, {@link NumberedFiles#of}, {@link
 *       FolderPerMigration#ofMigrationSql}.
 *   <li>A folder without any script is Seedbank's own.
 * </ol>
 *
 * The order in which a file system lists files does not matter, nor do hidden files, README and Markdown.
 */
final class Detection {
    private static final Map<Predicate<String>, Function<Folder, Layout>> NAMINGS = new LinkedHashMap<>();

    static {
        NAMINGS.put(PrefixedFiles::isScript, PrefixedFiles::of);
        NAMINGS.put(NumberedFiles::isScript, NumberedFiles::of);
        NAMINGS.put(UpDownFiles::isScript, folder -> new UpDownFiles());
        NAMINGS.put(FolderPerMigration::isDiesel, folder -> new FolderPerMigration(Format.UP_DOWN_FOLDERS));
        NAMINGS.put(FolderPerMigration::isMigrationSql, FolderPerMigration::ofMigrationSql);
        NAMINGS.put(MigrateMongoFiles::isScript, folder -> new MigrateMongoFiles());
    }

    private Detection() {}

    static Layout layout(Folder folder) {
        if (folder.has(DrizzleJournal.NAME)) {
            return new DrizzleJournal();
        }
        if (folder.has(FolderPerMigration.PRISMA_LOCK)) {
            return new FolderPerMigration(Format.PRISMA);
        }
        Function<Folder, Layout> found = PrefixedFiles::of;
        long most = 0;
        for (var naming : NAMINGS.entrySet()) {
            long count = folder.names().stream().filter(naming.getKey()).count();
            if (count > most) {
                most = count;
                found = naming.getValue();
            }
            if (most > folder.names().size() / 2) {
                break; // no name is two tools'
            }
        }
        return found.apply(folder);
    }
}
