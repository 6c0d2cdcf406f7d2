/**
 * PostgreSQL 14 to 18: the only package that knows SQL, {@code java.sql} and {@code org.postgresql}. Rows pass through as bytes,
 * from {@code COPY} to JSON and back, with a converter chosen once per column. Reached through {@link
 * dev.seedbank.backend.postgres.PostgresBackend} only; may use the ports of {@code backend}, {@code config} and {@code failure}.
 */
@NullMarked
package dev.seedbank.backend.postgres;

import org.jspecify.annotations.NullMarked;
