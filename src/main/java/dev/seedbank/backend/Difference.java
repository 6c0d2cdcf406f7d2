package dev.seedbank.backend;

/**
 * How the store differs from what a backup expects.
 *
 * @param text one line, such as {@code users.age: text in the backup, integer in the database}
 * @param fatal whether the restore could only lose data or fail: it is refused before anything is touched
 */
public record Difference(Collection collection, String text, boolean fatal) {}
