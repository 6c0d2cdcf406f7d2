/** {@code seedbank migrate} and what belongs to it: which migrations there are, which of them a database has, what is to be run. */
@NullMarked
package dev.seedbank.migrate;

import org.jspecify.annotations.NullMarked;
