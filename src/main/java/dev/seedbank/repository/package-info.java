/**
 * Where backups are kept: the port that each kind of place implements, the name that a new backup gets, a line of the list, and the log
 * of commands. Places are chosen by URL scheme; each lives in a package below. Uses {@code archive}; opens no database.
 */
@NullMarked
package dev.seedbank.repository;

import org.jspecify.annotations.NullMarked;
