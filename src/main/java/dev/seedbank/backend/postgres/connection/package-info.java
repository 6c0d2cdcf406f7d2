/**
 * How the program talks to PostgreSQL: URL, connection, session, {@code COPY} streams, and what the server's errors and locks mean to a user.
 *
 * <p>Uses no other package of this engine.
 */
@NullMarked
package dev.seedbank.backend.postgres.connection;

import org.jspecify.annotations.NullMarked;
