/**
 * What tests stand on: real PostgreSQL and MongoDB-compatible servers, started once for a run and stopped with it, and the
 * real command line as a child process. Servers are found by looking; what a server lacks is asked of it, never of its name.
 */
@NullMarked
package dev.seedbank.testing;

import org.jspecify.annotations.NullMarked;
