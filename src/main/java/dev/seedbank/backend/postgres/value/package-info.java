/**
 * Column types, and the conversion of values between JSON and the text format of {@code COPY}.
 *
 * <p>Uses {@code connection} and {@code catalog}.
 */
@NullMarked
package dev.seedbank.backend.postgres.value;

import org.jspecify.annotations.NullMarked;
