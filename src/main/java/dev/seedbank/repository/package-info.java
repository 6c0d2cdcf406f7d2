/** Where backups are kept: names, listing, and how a new one becomes visible all at once. Uses {@code archive}; opens no database. */
@NullMarked
package dev.seedbank.repository;

import org.jspecify.annotations.NullMarked;
