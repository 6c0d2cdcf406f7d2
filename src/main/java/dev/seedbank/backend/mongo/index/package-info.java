/**
 * Indexes as files declare them, compared with those that exist, and changed.
 *
 * <p>Uses {@code connection}, {@code catalog}, {@code bson}, {@code script} for values in YAML, and the lease of {@code migrate}.
 */
@NullMarked
package dev.seedbank.backend.mongo.index;

import org.jspecify.annotations.NullMarked;
