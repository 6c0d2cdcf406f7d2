/**
 * {@code seedbank init}: prepares databases so that the project can run. Its steps are listed in one place; migrations, models
 * and indexes will be added there. Uses {@code seed}.
 */
@NullMarked
package dev.seedbank.init;

import org.jspecify.annotations.NullMarked;
