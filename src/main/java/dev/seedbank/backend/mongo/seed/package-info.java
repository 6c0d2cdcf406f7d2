/**
 * Writes seed documents in batches, by their keys.
 *
 * <p>Uses {@code connection}, {@code catalog}, {@code bson}, and {@code clean} for {@code seed --clean}.
 */
@NullMarked
package dev.seedbank.backend.mongo.seed;

import org.jspecify.annotations.NullMarked;
