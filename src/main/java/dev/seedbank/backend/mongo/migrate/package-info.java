/** Runs MongoDB's migrations: reads their steps, runs them in one transaction or one by one, keeps the history and the lease. Uses {@code bson}, {@code connection} and {@code catalog}. */
@NullMarked
package dev.seedbank.backend.mongo.migrate;

import org.jspecify.annotations.NullMarked;
