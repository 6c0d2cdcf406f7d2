package dev.seedbank.config;

/**
 * The settings' name that was chosen, and what kind of environment it is.
 *
 * @param assumed whether nobody said which environment it is, so that it counts as production
 */
public record Profile(String name, Environment environment, boolean assumed) {}
