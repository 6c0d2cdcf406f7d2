/** The example projects as acceptance tests: what their teams' own documents promise, with {@code seedbank} in place of scripts. */
@NullMarked
package dev.seedbank.examples;

import org.jspecify.annotations.NullMarked;
