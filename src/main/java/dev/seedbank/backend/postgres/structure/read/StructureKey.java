package dev.seedbank.backend.postgres.structure.read;

/**
 * An object of the database.
 *
 * @param catalog the system catalog that its oid belongs to, such as {@code pg_class}; for a step that is no object of its
 *     own, such as filling a materialized view, the step's name
 */
record StructureKey(String catalog, long oid) {
    /** By hand, because keys are compared all the time: what a record brings goes through a method handle, interpreted in the binary. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StructureKey(var otherCatalog, var otherOid)
                && oid == otherOid
                && catalog.equals(otherCatalog);
    }

    @Override
    public int hashCode() {
        return 31 * catalog.hashCode() + Long.hashCode(oid);
    }
}
