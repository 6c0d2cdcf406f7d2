/** Looks at the health of databases and their server, by the server's own statistics. Uses {@code connection} and {@code catalog}. */
@NullMarked
package dev.seedbank.backend.mongo.maintenance;

import org.jspecify.annotations.NullMarked;
