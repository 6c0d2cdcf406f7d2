/**
 * What every command shares: options, words, progress, the way from a failure to an exit code. The only room that prints.
 * Knows no database and no feature; commands and their results use it.
 */
@NullMarked
package dev.seedbank.cli;

import org.jspecify.annotations.NullMarked;
