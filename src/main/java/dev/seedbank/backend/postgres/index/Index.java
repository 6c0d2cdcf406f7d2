package dev.seedbank.backend.postgres.index;

import dev.seedbank.backend.postgres.connection.Identifiers;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * An index as the server has it.
 *
 * @param table number of its table
 * @param name with its schema, quoted where need be
 * @param definition what stands behind {@code USING} in the server's words, without storage parameters
 * @param storage parameters, such as {@code fillfactor}
 * @param tablespace empty for the database's own
 * @param keys what is indexed, as SQL; included columns are not among them
 * @param predicate of a partial index; else empty
 * @param state what can be done with it
 */
record Index(
        long table,
        String name,
        boolean unique,
        String definition,
        SortedMap<String, String> storage,
        String tablespace,
        List<String> keys,
        String predicate,
        State state) {
    Index {
        keys = List.copyOf(keys);
    }

    /**
     * What else the server knows of it.
     *
     * @param valid whether queries use it; otherwise it is being built, or an attempt was broken off, or partitions lack theirs
     * @param builder the process that builds it; 0 if none does
     * @param constraint whether it belongs to a key or a constraint
     * @param deferrable whether it checks at the end of a transaction
     * @param identity whether rows are identified by it in replication
     * @param referred whether a foreign key refers to it
     * @param clustered whether {@code CLUSTER} orders rows by it
     * @param partitioned whether it only holds those of partitions together
     */
    record State(
            boolean valid,
            long builder,
            boolean constraint,
            boolean deferrable,
            boolean identity,
            boolean referred,
            boolean clustered,
            boolean partitioned) {}

    /** Whether the other finds the same rows in the same way, and both refuse the same. */
    boolean isSameAs(Index other) {
        return isBuiltAs(other) && storage.equals(other.storage);
    }

    /** The same but for storage parameters, which can be changed at any time; in any tablespace, if the other names none. */
    boolean isBuiltAs(Index other) {
        return unique == other.unique
                && definition.equals(other.definition)
                && (other.tablespace.isEmpty() || tablespace.equals(other.tablespace));
    }

    Index in(String otherTablespace) {
        return new Index(table, name, unique, definition, storage, otherTablespace, keys, predicate, state);
    }

    /** Whether both index the same columns and expressions. */
    boolean isOn(List<String> others) {
        return keys.equals(others);
    }

    /** Without its schema and quotes. */
    String plainName() {
        return Identifiers.parts(name).getLast();
    }

    /** {@code unique btree (lower(email)) WHERE active}. */
    String words() {
        return words(unique, definition, storage);
    }

    static String words(boolean unique, String definition, Map<String, String> storage) {
        return (unique ? "unique " : "") + definition + (storage.isEmpty() ? "" : " with " + storage);
    }
}
