/** Reads SQL as psql does: a script's statements one after another, and the words and symbols of each. */
@NullMarked
package dev.seedbank.backend.postgres.script;

import org.jspecify.annotations.NullMarked;
