/**
 * {@code seedbank clean}: deletes all data, keeps structure and Seedbank's own metadata. Uses the safety backups of
 * {@code backup}.
 */
@NullMarked
package dev.seedbank.clean;

import org.jspecify.annotations.NullMarked;
