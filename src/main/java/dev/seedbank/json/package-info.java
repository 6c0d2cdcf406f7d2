/**
 * JSON as bytes, for everyone who reads or writes rows: a window over a stream, tokens, whole values, rows of an array or of
 * JSON Lines, strings to write. Strict as RFC 8259 is, and the one place for limits. What is refused is a {@code JsonRejected},
 * which says facts; its catcher finds the words. Every package may use it; it uses none.
 */
@NullMarked
package dev.seedbank.json;

import org.jspecify.annotations.NullMarked;
