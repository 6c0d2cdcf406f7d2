package dev.seedbank.backend;

/**
 * What a store is made of without its rows: PostgreSQL's schema as SQL, MongoDB's collection options, validators, indexes
 * and views as Extended JSON. Only the engine that wrote it reads it.
 *
 * @param fileName its name in a backup; never ends in {@code .json}, so that it is not taken for a seed file
 * @param text UTF-8; empty if there is nothing to say
 */
public record Structure(String fileName, String text) {}
