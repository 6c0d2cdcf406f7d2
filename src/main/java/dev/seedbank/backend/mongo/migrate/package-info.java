/** Runs MongoDB's migrations: in one transaction or step by step, keeps the history and the lease. Uses {@code script}, {@code bson}, {@code connection} and {@code catalog}. */
@NullMarked
package dev.seedbank.backend.mongo.migrate;

import org.jspecify.annotations.NullMarked;
