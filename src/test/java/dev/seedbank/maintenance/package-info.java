@NullMarked
package dev.seedbank.maintenance;

import org.jspecify.annotations.NullMarked;
