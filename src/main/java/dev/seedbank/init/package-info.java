/**
 * {@code seedbank init}: brings databases to where the project can run. Its steps are a list in one place, which migrations,
 * models and indexes join when they are built. Uses {@code seed}.
 */
@NullMarked
package dev.seedbank.init;

import org.jspecify.annotations.NullMarked;
