package dev.seedbank.backend.postgres.structure.definition;

import java.util.List;

/** How a table gets its parents. */
public sealed interface Descent {
    List<Part> parts();

    /** The statements that give a table its parents once it exists. */
    default List<String> statements(String table) {
        return List.of();
    }

    /** It has none. */
    record Root() implements Descent {
        @Override
        public List<Part> parts() {
            return List.of();
        }
    }

    /** INHERITS gives it its columns in the order that they have. */
    record Child(List<String> parents) implements Descent {
        public Child {
            parents = List.copyOf(parents);
        }

        @Override
        public List<Part> parts() {
            return List.of(Part.of(Aspect.PARENTS, String.join(", ", parents)));
        }
    }

    /** It has another order of columns (a parent got one later), so it is made on its own and given to its parents afterwards. */
    record Joined(List<String> parents) implements Descent {
        public Joined {
            parents = List.copyOf(parents);
        }

        @Override
        public List<Part> parts() {
            return new Child(parents).parts();
        }

        @Override
        public List<String> statements(String table) {
            return parents.stream()
                    .map(parent -> "ALTER TABLE ONLY " + table + " INHERIT " + parent)
                    .toList();
        }
    }

    /**
     * Made on its own and then attached, which keeps its own order of columns, defaults and names of constraints.
     *
     * @param bound {@code FOR VALUES …} or {@code DEFAULT}
     */
    record Partition(String parent, String bound) implements Descent {
        @Override
        public List<Part> parts() {
            return List.of(Part.of(Aspect.PARENTS, parent), Part.of(Aspect.PARTITION_BOUND, bound));
        }

        @Override
        public List<String> statements(String table) {
            return List.of("ALTER TABLE ONLY " + parent + " ATTACH PARTITION " + table + " " + bound);
        }
    }
}
