package dev.seedbank.backend;

/** A column of a table as the server names its type, such as {@code character varying(64)}. MongoDB has none. */
public record Column(String name, String type) {}
