/** What {@code ./mvnw -Pdemo} runs: the two examples' whole lifecycle on embedded servers, by the real command line. */
@NullMarked
package dev.seedbank.demo;

import org.jspecify.annotations.NullMarked;
