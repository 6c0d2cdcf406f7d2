/**
 * Collections' options, indexes and views, as a backup keeps them and as a restore makes them.
 *
 * <p>Uses {@code connection}, {@code catalog} and {@code bson}.
 */
@NullMarked
package dev.seedbank.backend.mongo.structure;

import org.jspecify.annotations.NullMarked;
