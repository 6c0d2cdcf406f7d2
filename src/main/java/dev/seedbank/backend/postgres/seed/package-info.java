/**
 * Writes seed rows: staged by {@code COPY}, checked, then inserted or updated by their keys.
 *
 * <p>Uses {@code connection}, {@code catalog}, {@code value}, and {@code clean} for {@code seed --clean}.
 */
@NullMarked
package dev.seedbank.backend.postgres.seed;

import org.jspecify.annotations.NullMarked;
