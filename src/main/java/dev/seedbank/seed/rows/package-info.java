/**
 * Reads the rows of seed files (JSON, JSON Lines, CSV), and reports mistakes with their place in the file.
 *
 * <p>Knows nothing about databases except the row type that seeders take.
 */
@NullMarked
package dev.seedbank.seed.rows;

import org.jspecify.annotations.NullMarked;
