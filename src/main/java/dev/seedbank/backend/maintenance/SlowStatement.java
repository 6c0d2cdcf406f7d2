package dev.seedbank.backend.maintenance;

/**
 * A statement that took long in sum, or an operation that the profiler kept.
 *
 * @param text without values where the server leaves them out, and not longer than a few lines
 * @param calls how often it ran
 * @param millis all of its calls took
 */
public record SlowStatement(String text, long calls, long millis) {}
