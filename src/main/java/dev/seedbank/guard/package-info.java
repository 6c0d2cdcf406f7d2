/**
 * The one place that decides whether a command may run on a database: environments, the database's environment marker, questions, typed
 * names, coding agents. Commands get readers of a store from {@link dev.seedbank.guard.Guard#open}, and what writes
 * to it from a {@link dev.seedbank.guard.Permit}, which only the guard can make.
 */
@NullMarked
package dev.seedbank.guard;

import org.jspecify.annotations.NullMarked;
