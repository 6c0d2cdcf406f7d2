/** What can go wrong, by who must act on it, and the exit code that scripts see. Every package may use it; it uses none. */
@NullMarked
package dev.seedbank.failure;

import org.jspecify.annotations.NullMarked;
