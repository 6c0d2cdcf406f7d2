/**
 * Rows: {@code COPY} text to lines of JSON, and back.
 *
 * <p>Uses {@code connection}, {@code catalog} and {@code value}.
 */
@NullMarked
package dev.seedbank.backend.postgres.copy;

import org.jspecify.annotations.NullMarked;
