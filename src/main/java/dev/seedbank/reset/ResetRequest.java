package dev.seedbank.reset;

import java.time.Duration;

/**
 * How far to go back.
 *
 * @param structure whether structure and history of migrations go, too, and not only the data
 * @param seeds whether to seed in the end
 * @param patience how long to wait for another process that migrates or seeds
 */
public record ResetRequest(boolean structure, boolean seeds, Duration patience) {}
