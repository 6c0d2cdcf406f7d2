/**
 * Replaces rows and structure: in place, or in staging schemas that take their place at the end.
 *
 * <p>Uses {@code connection}, {@code catalog}, {@code copy} and {@code structure}.
 */
@NullMarked
package dev.seedbank.backend.postgres.restore;

import org.jspecify.annotations.NullMarked;
