/**
 * Generates rows: names, texts, numbers and passwords that come out the same for the same seed.
 *
 * <p>Uses {@code rows}.
 */
@NullMarked
package dev.seedbank.seed.generate;

import org.jspecify.annotations.NullMarked;
