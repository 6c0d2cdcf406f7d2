/**
 * Structure as data: objects by kind and name, sets of them, how two sets differ, and the order in which objects can be created.
 *
 * <p>Uses {@code definition}, {@code connection} and {@code catalog}.
 */
@NullMarked
package dev.seedbank.backend.postgres.structure.model;

import org.jspecify.annotations.NullMarked;
