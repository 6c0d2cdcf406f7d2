/** Another tool's history beside the files that it ran: which entry is of which file, and whether it is the same file still. */
@NullMarked
package dev.seedbank.migrate.adopt;

import org.jspecify.annotations.NullMarked;
