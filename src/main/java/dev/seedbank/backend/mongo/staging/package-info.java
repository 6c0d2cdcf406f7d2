/**
 * Collections that are filled beside the ones they are to replace, and put in their place by renaming.
 *
 * <p>Uses {@code connection}, {@code catalog}, {@code bson} and {@code structure}.
 */
@NullMarked
package dev.seedbank.backend.mongo.staging;

import org.jspecify.annotations.NullMarked;
