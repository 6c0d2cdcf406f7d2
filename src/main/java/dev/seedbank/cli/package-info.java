/**
 * What every command shares: options, text, progress, and the mapping of failures to exit codes. The only package that prints.
 * Knows no database and no feature; commands and their results use it.
 */
@NullMarked
package dev.seedbank.cli;

import org.jspecify.annotations.NullMarked;
