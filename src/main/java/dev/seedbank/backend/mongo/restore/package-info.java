/**
 * Replaces documents and structure.
 *
 * <p>Uses {@code connection}, {@code catalog}, {@code bson}, {@code structure} and {@code staging}.
 */
@NullMarked
package dev.seedbank.backend.mongo.restore;

import org.jspecify.annotations.NullMarked;
