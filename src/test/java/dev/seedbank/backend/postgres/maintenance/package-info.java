@NullMarked
package dev.seedbank.backend.postgres.maintenance;

import org.jspecify.annotations.NullMarked;
