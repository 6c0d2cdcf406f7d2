/** Runs migrations statement by statement, keeps the history, holds the lease, resumes where a run stopped. */
@NullMarked
package dev.seedbank.backend.postgres.migrate;

import org.jspecify.annotations.NullMarked;
