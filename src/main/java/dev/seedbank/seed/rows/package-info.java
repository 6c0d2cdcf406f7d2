/**
 * Rows of seed files: JSON, CSV, and where in a file a mistake is.
 *
 * <p>Knows nothing of databases but the port's rows.
 */
@NullMarked
package dev.seedbank.seed.rows;

import org.jspecify.annotations.NullMarked;
