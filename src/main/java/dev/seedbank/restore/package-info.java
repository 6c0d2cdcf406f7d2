/**
 * {@code seedbank restore} and {@code seedbank undo}: puts a backup's data in the place of what is there. Uses {@code archive},
 * {@code repository} and the safety backups of {@code backup}.
 */
@NullMarked
package dev.seedbank.restore;

import org.jspecify.annotations.NullMarked;
