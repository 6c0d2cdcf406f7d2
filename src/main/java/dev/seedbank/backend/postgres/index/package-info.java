/**
 * Indexes as files declare them, compared with those that exist, and changed. Two are the same if the server writes them the same:
 * what files say is therefore built over an empty temporary table like the one that it is for, and read back.
 *
 * <p>Uses {@code connection}, {@code catalog}, and the lease of {@code migrate}.
 */
@NullMarked
package dev.seedbank.backend.postgres.index;

import org.jspecify.annotations.NullMarked;
