package dev.seedbank.backend.migration;

/**
 * A part of a script's text.
 *
 * @param line of the file at which it begins, from 1
 * @param single whether it is one statement, whatever it contains; otherwise the engine splits it into statements
 */
public record Piece(int line, boolean single, ScriptText text) {}
