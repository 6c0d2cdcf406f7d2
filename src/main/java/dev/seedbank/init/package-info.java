/**
 * {@code seedbank init}: prepares databases so that the project can run. Its steps are listed in one place; models and
 * indexes will be added there. Uses {@code migrate}, {@code reset} and {@code seed}.
 */
@NullMarked
package dev.seedbank.init;

import org.jspecify.annotations.NullMarked;
