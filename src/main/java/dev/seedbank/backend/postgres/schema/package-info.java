/** Structure from its desired state: plans that are proven in a scratch area, and run. */
@NullMarked
package dev.seedbank.backend.postgres.schema;

import org.jspecify.annotations.NullMarked;
