/**
 * What is in the database: tables with their columns and keys, schemas, large objects, statistics, the environment marker, and what a change to tables affects besides.
 *
 * <p>Uses {@code connection}.
 */
@NullMarked
package dev.seedbank.backend.postgres.catalog;

import org.jspecify.annotations.NullMarked;
