/** The port for migrations: what a script is made of, the history that a database keeps, and what an engine does with both. */
@NullMarked
package dev.seedbank.backend.migration;

import org.jspecify.annotations.NullMarked;
