/** {@code seedbank status} and {@code seedbank config}: what is there, and which settings are in force. Changes nothing. */
@NullMarked
package dev.seedbank.status;

import org.jspecify.annotations.NullMarked;
