/** From one structure to another: which statements, in which order, and what they cost. */
@NullMarked
package dev.seedbank.backend.postgres.schema.plan;

import org.jspecify.annotations.NullMarked;
