package dev.seedbank.config;

import java.nio.file.Path;

/** Where backups lie, and in which layout new ones are written. */
public record BackupSettings(Path directory, Layout layout) {
    /** One folder with a file per collection, or one file for all. */
    public enum Layout {
        DIRECTORY,
        FILE
    }
}
