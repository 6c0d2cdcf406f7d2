/**
 * What the database contains: tables with their columns and keys, schemas, large objects, statistics, the environment marker, the
 * lease, and what else a change to tables affects.
 *
 * <p>Uses {@code connection}.
 */
@NullMarked
package dev.seedbank.backend.postgres.catalog;

import org.jspecify.annotations.NullMarked;
