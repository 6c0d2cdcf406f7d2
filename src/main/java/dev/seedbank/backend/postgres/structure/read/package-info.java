/**
 * Reads structure from the server's catalog.
 *
 * <p>Uses {@code definition}, {@code model} and {@code script}.
 */
@NullMarked
package dev.seedbank.backend.postgres.structure.read;

import org.jspecify.annotations.NullMarked;
