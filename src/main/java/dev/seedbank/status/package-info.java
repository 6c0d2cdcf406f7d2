/**
 * {@code seedbank status} and {@code seedbank config}: what the stores contain, and which settings are in force. Changes nothing.
 */
@NullMarked
package dev.seedbank.status;

import org.jspecify.annotations.NullMarked;
