/** What steps of MongoDB's migrations would do to a live database, and the safe way to write them. Uses {@code script}, {@code connection} and {@code catalog}. */
@NullMarked
package dev.seedbank.backend.mongo.effect;

import org.jspecify.annotations.NullMarked;
