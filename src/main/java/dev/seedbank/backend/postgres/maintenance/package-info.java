/** Looks at a database's health, by the server's own statistics, and puts right what is safe to. */
@NullMarked
package dev.seedbank.backend.postgres.maintenance;

import org.jspecify.annotations.NullMarked;
