/** What statements would do to a live database, found without running them: locks, rewrites, and the safe way to write them. */
@NullMarked
package dev.seedbank.backend.postgres.effect;

import org.jspecify.annotations.NullMarked;
