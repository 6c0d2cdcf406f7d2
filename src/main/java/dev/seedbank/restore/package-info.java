/**
 * {@code seedbank restore} and {@code seedbank undo}: replaces the data in stores with a backup's. Uses {@code archive}, {@code
 * repository} and the safety backups of {@code backup}.
 */
@NullMarked
package dev.seedbank.restore;

import org.jspecify.annotations.NullMarked;
