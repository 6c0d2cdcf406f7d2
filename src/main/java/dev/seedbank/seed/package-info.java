/**
 * Seeds: folders of files whose rows are put into the stores in dependency order, skipping rows that already exist. Reads the
 * files (JSON, JSON Lines, CSV) row by row, fills in generated fields, and hands the rows to {@code backend.Seeder}; knows
 * nothing of engines. Every file is checked completely before anything is written.
 */
@NullMarked
package dev.seedbank.seed;

import org.jspecify.annotations.NullMarked;
