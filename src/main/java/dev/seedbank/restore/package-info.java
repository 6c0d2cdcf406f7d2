/**
 * {@code seedbank restore} and {@code seedbank undo}: replaces what is there with a backup's data. Uses {@code archive},
 * {@code repository} and the safety backups of {@code backup}.
 */
@NullMarked
package dev.seedbank.restore;

import org.jspecify.annotations.NullMarked;
