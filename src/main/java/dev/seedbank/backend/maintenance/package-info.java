/** The port for maintenance: what an engine finds in a store that somebody should look at, and how it puts that right. */
@NullMarked
package dev.seedbank.backend.maintenance;

import org.jspecify.annotations.NullMarked;
