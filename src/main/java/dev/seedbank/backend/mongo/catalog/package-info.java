/**
 * What is in the databases: collections, views, their definitions, the names that may be used, and the environment marker.
 *
 * <p>Uses {@code connection} and {@code bson}.
 */
@NullMarked
package dev.seedbank.backend.mongo.catalog;

import org.jspecify.annotations.NullMarked;
