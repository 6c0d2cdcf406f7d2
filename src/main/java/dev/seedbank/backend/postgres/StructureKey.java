package dev.seedbank.backend.postgres;

/**
 * An object of the database.
 *
 * @param catalog the system catalogue that its oid belongs to, such as {@code pg_class}; for a step that is no object of its
 *     own, such as filling a materialized view, the step's name
 */
record StructureKey(String catalog, long oid) {}
