/**
 * Reads and writes JSON as bytes, for all code that handles rows: a window over a stream, tokens, complete values, the rows of an
 * array or of JSON Lines, strings to write. As strict as RFC 8259, and the only place that sets limits. Invalid JSON is reported
 * as a {@code JsonRejected}, which says why; the code that catches it adds the file and what to do. Every package may use it; it
 * uses none.
 */
@NullMarked
package dev.seedbank.json;

import org.jspecify.annotations.NullMarked;
