/**
 * What must be dropped, renamed and created for a database to get the structure of a backup.
 *
 * <p>Uses {@code model}, {@code script} and {@code read}.
 */
@NullMarked
package dev.seedbank.backend.postgres.structure.change;

import org.jspecify.annotations.NullMarked;
