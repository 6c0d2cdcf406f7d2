/**
 * Empties collections, or drops the databases of a family.
 *
 * <p>Uses {@code connection}, {@code catalog}, and {@code staging} for what can only be emptied by replacing it.
 */
@NullMarked
package dev.seedbank.backend.mongo.clean;

import org.jspecify.annotations.NullMarked;
