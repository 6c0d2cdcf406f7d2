/** Seeds without a server: files, order, generated fields, and runs against stores in memory. */
@NullMarked
package dev.seedbank.seed;

import org.jspecify.annotations.NullMarked;
