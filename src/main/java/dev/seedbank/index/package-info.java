/**
 * {@code seedbank index}: which indexes the project declares, how the databases' differ, and what puts that right.
 */
@NullMarked
package dev.seedbank.index;

import org.jspecify.annotations.NullMarked;
