package dev.seedbank.backend.postgres.structure.model;

import java.util.Comparator;

/** By what an object is known again in another database or a backup: its kind and its full name as SQL. */
public record StructureId(StructureKind kind, String name) {
    /** By hand, as in {@code StructureKey}. */
    @Override
    public boolean equals(Object other) {
        return other instanceof StructureId(var otherKind, var otherName)
                && kind == otherKind
                && name.equals(otherName);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + kind.name().hashCode();
    }

    public static final Comparator<StructureId> ORDER =
            Comparator.comparing(StructureId::kind).thenComparing(StructureId::name);

    @Override
    public String toString() {
        return kind + " " + name;
    }

    /** {@code foreign key public.orders.orders_customer_fkey}. */
    public String words() {
        return kind.words() + " " + name;
    }
}
