/**
 * The settings in force: {@code seedbank.yaml} with its profiles, {@code .env}, environment variables, options, and where
 * each value came from. Read when a command asks, never before. May use {@code failure} and {@code yaml}
 * only.
 */
@NullMarked
package dev.seedbank.config;

import org.jspecify.annotations.NullMarked;
