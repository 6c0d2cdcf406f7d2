/**
 * {@code seedbank push}, {@code pull}, {@code generate} and {@code schema}: the structure that {@code schema/} declares, how databases
 * and migrations differ from it, and what makes them the same. Knows which files are whose and what may be done; what structure is
 * only engines know.
 */
@NullMarked
package dev.seedbank.schema;

import org.jspecify.annotations.NullMarked;
