/** What shells offer. */
@NullMarked
package dev.seedbank.completion;

import org.jspecify.annotations.NullMarked;
