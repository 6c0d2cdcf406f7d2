/**
 * Reads a database at one point in time.
 *
 * <p>Uses {@code connection}, {@code catalog}, {@code copy}, and {@code structure} for the script of everything except rows.
 */
@NullMarked
package dev.seedbank.backend.postgres.dump;

import org.jspecify.annotations.NullMarked;
