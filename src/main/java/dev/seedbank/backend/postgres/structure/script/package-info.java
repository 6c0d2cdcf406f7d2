/**
 * Structure as an SQL script: its text, its labels, and whether statements that somebody else may have written can be trusted.
 *
 * <p>Uses {@code model}.
 */
@NullMarked
package dev.seedbank.backend.postgres.structure.script;

import org.jspecify.annotations.NullMarked;
