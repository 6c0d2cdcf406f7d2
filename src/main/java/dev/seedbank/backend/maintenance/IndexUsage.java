package dev.seedbank.backend.maintenance;

import java.time.Instant;
import java.util.Optional;

/**
 * How often an index was used.
 *
 * @param scans since then
 * @param bytes its size; negative if the server does not say
 * @param lastUsed empty if never, or if the server does not keep it
 * @param since when its scans have been counted; empty if nobody knows
 */
public record IndexUsage(
        String collection, String index, long scans, long bytes, Optional<Instant> lastUsed, Optional<Instant> since) {}
