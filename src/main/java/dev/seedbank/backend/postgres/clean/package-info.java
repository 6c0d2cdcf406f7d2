/**
 * Empties tables.
 *
 * <p>Uses {@code connection} and {@code catalog}.
 */
@NullMarked
package dev.seedbank.backend.postgres.clean;

import org.jspecify.annotations.NullMarked;
