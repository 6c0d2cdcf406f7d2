package dev.seedbank.backend;

/** {@code child} refers to {@code parent}: rows of the parent come first. The two may be the same table. */
public record ForeignKey(String name, Collection child, Collection parent) {}
