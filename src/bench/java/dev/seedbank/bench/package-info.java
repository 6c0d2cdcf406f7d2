/** The comparison with the peers: {@code ./mvnw -Pbench}. Uses the tests' servers; nothing uses it. */
@NullMarked
package dev.seedbank.bench;

import org.jspecify.annotations.NullMarked;
