package dev.seedbank.config;

/** Where backups are kept, and in which layout new ones are written. */
public record BackupSettings(BackupLocation location, Layout layout) {
    /** One folder with a file per collection, or one file for all. */
    public enum Layout {
        DIRECTORY,
        FILE
    }
}
