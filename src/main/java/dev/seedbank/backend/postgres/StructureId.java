package dev.seedbank.backend.postgres;

import java.util.Comparator;

/** By what an object is known again in another database or a backup: its kind and its full name as SQL. */
record StructureId(StructureKind kind, String name) {
    static final Comparator<StructureId> ORDER =
            Comparator.comparing(StructureId::kind).thenComparing(StructureId::name);

    @Override
    public String toString() {
        return kind + " " + name;
    }

    /** {@code foreign key public.orders.orders_customer_fkey}. */
    String words() {
        return kind.words() + " " + name;
    }
}
