/** What a database's history of migrations says by itself, whatever files there are. */
@NullMarked
package dev.seedbank.migrate.history;

import org.jspecify.annotations.NullMarked;
