package dev.seedbank.backend;

/** A sequence's state; {@code called} as in PostgreSQL's {@code setval}: whether {@code value} was handed out already. */
public record SequenceValue(String namespace, String name, long value, boolean called) {}
