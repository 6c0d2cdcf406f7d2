/** What {@code status} says, on real servers. */
@NullMarked
package dev.seedbank.status;

import org.jspecify.annotations.NullMarked;
