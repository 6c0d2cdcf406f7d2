package dev.seedbank.backend;

/**
 * @param rows rows or documents; -1 where nobody knows
 * @param exact whether {@code rows} was counted, not estimated
 * @param bytes size on disk with indexes, as the server reports it; -1 where it does not
 */
public record CollectionStatistics(Collection collection, long rows, boolean exact, long bytes) {}
