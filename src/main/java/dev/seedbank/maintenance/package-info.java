/**
 * {@code seedbank maintenance}: one report of what somebody should look at, for every engine, and the fixes that are safe. Uses the
 * backups of {@code backup}.
 */
@NullMarked
package dev.seedbank.maintenance;

import org.jspecify.annotations.NullMarked;
