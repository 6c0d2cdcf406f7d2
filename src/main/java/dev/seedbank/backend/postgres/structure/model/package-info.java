/**
 * Structure as data: objects by kind and name, sets of them, and in which order they can be created.
 *
 * <p>Uses {@code connection} and {@code catalog}.
 */
@NullMarked
package dev.seedbank.backend.postgres.structure.model;

import org.jspecify.annotations.NullMarked;
