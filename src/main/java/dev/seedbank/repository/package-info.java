/**
 * Where backups are kept: the port that each kind of storage implements, the names of new backups, the entries of {@code backup
 * list}, and the log of commands. The storage is chosen by URL scheme; each kind is a package below this one. Uses {@code
 * archive}; opens no database.
 */
@NullMarked
package dev.seedbank.repository;

import org.jspecify.annotations.NullMarked;
