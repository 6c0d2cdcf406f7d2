package dev.seedbank.backend;

import java.util.Comparator;

/**
 * A MongoDB collection or a PostgreSQL table (for a partitioned table its root; partitions are not collections of their
 * own). Equal when namespace and name are.
 *
 * @param namespace PostgreSQL schema or MongoDB database
 * @param name exactly as the server has it, any characters
 * @param main whether {@code namespace} is the store's own (first schema, or the database of its URL), so that names need not show it
 * @param kind what it is
 */
public record Collection(String namespace, String name, boolean main, Kind kind) implements Comparable<Collection> {
    /** What holds rows, and what only describes them: a {@code VIEW} is in a backup's structure, but has no rows of its own. */
    public enum Kind {
        DATA,
        VIEW
    }

    private static final Comparator<Collection> ORDER =
            Comparator.comparing(Collection::namespace).thenComparing(Collection::name);

    /** The name that people see and type: {@code users}, or {@code audit.users}, or {@code open_project1/scenes} in a family. */
    public String label(String separator) {
        return main ? name : namespace + separator + name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Collection that && namespace.equals(that.namespace) && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return 31 * namespace.hashCode() + name.hashCode();
    }

    @Override
    public int compareTo(Collection other) {
        return ORDER.compare(this, other);
    }
}
