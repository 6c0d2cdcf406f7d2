package dev.seedbank.backend;

import java.util.List;
import java.util.Set;

/**
 * What a restore puts in place.
 *
 * @param items in the order in which {@link Loader#load} will be called
 * @param structure as the backup has it; empty text if it has none
 * @param sequences as the backup has them
 * @param removals collections and views of the store that go, because the backup does not have them; none of them is an item's target
 */
public record LoadRequest(
        List<Item> items,
        Structure structure,
        List<SequenceValue> sequences,
        List<Collection> removals,
        Options options) {
    public LoadRequest {
        items = List.copyOf(items);
        sequences = List.copyOf(sequences);
        removals = List.copyOf(removals);
    }

    /**
     * @param source as the backup names it
     * @param target where it goes; differs from {@code source} only for {@code --rename}
     * @param columns as the backup has them; empty where it does not say
     * @param sensitive what was left out of the backup: rows that are still there, known by their key, keep it
     */
    public record Item(Collection source, Collection target, List<Column> columns, List<SensitiveField> sensitive) {
        public Item {
            columns = List.copyOf(columns);
            sensitive = List.copyOf(sensitive);
        }

        /** With all that its collection had. */
        public Item(Collection source, Collection target, List<Column> columns) {
            this(source, target, columns, List.of());
        }
    }

    /**
     * @param part whether the items are only some of the backup's collections
     * @param without what is not taken from the backup; that of a collection that is there stays
     * @param allowed what is done only if the user asks for it
     */
    public record Options(Recreate recreate, boolean part, Set<Part> without, Set<Allowed> allowed) {
        /** All of the backup, into the structure that is there. */
        public static final Options PLAIN = new Options(Recreate.NOTHING, false, Set.of(), Set.of());

        public Options {
            without = Set.copyOf(without);
            allowed = Set.copyOf(allowed);
        }
    }

    /** A part of the structure. */
    public enum Part {
        /** MongoDB's. */
        INDEXES,
        /** Of MongoDB's collections. */
        OPTIONS,
        /** Who owns PostgreSQL's objects. */
        OWNERS,
        /** Grants and revocations of PostgreSQL. */
        PRIVILEGES
    }

    /** What reaches beyond the data of the database. */
    public enum Allowed {
        /** Roles that the structure names and the server lacks are created, without login. */
        ROLES,
        /** Whatever the structure's statements do, even beyond the database. */
        ANY_STATEMENT
    }

    /** What of the structure is replaced. A table that is missing is created in any case. */
    public enum Recreate {
        /** What is there keeps its structure; what does not fit is refused. */
        NOTHING,
        /** An item whose structure differs gets the backup's. */
        DIFFERING,
        /** The whole store gets the backup's structure, and what the backup does not have goes: what {@code undo} needs. */
        EVERYTHING,
        /** Nothing comes, and all that a backup of the whole store would hold goes. */
        EMPTY
    }
}
