/**
 * The one place that decides whether a command may run on a database: environments, the database's environment marker, questions, typed
 * names, coding agents. Commands reach a store only through {@link dev.seedbank.guard.Guard#open}, services write only with a
 * {@link dev.seedbank.guard.Permit}, which only the guard can make.
 */
@NullMarked
package dev.seedbank.guard;

import org.jspecify.annotations.NullMarked;
