/**
 * Reads a store, in a snapshot where the server supports it.
 *
 * <p>Uses {@code connection}, {@code catalog}, {@code bson}, and {@code structure}.
 */
@NullMarked
package dev.seedbank.backend.mongo.dump;

import org.jspecify.annotations.NullMarked;
