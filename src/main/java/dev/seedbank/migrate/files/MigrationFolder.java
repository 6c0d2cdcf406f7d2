package dev.seedbank.migrate.files;

import java.util.List;

/**
 * A folder of migrations.
 *
 * @param name for messages, such as {@code migrations}
 * @param migrations versioned ones and baselines by version, then repeatable ones by description
 */
public record MigrationFolder(String name, Format format, List<Migration> migrations) {
    public MigrationFolder {
        migrations = List.copyOf(migrations);
    }
}
