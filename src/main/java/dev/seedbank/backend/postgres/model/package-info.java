/** Tables as models see them. */
@NullMarked
package dev.seedbank.backend.postgres.model;

import org.jspecify.annotations.NullMarked;
