/**
 * Values: column types, and JSON to and from the text form that {@code COPY} has for each.
 *
 * <p>Uses {@code connection} and {@code catalog}.
 */
@NullMarked
package dev.seedbank.backend.postgres.value;

import org.jspecify.annotations.NullMarked;
