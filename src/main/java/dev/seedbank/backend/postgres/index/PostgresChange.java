package dev.seedbank.backend.postgres.index;

import dev.seedbank.backend.IndexChange;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.connection.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What puts an index right. */
sealed interface PostgresChange extends IndexChange {
    /**
     * @param rendered as the server writes it
     * @param broken what an earlier attempt has left of it
     */
    record Create(Table table, Declared declared, Index rendered, Optional<Index> broken) implements PostgresChange {
        @Override
        public Way way() {
            return Way.CREATE;
        }

        @Override
        public List<String> statements() {
            var statements = new ArrayList<String>();
            if (!table.partitioned()) {
                broken.ifPresent(it -> statements.add(Statements.drop(it)));
            }
            statements.add(Statements.create(table, declared, declared.name()));
            return statements;
        }
    }

    /** @param storage as it is to be */
    record Alter(Index existing, SortedMap<String, String> storage) implements PostgresChange {
        @Override
        public Way way() {
            return Way.ALTER;
        }

        @Override
        public List<String> statements() {
            var statements = new ArrayList<String>();
            var set = new TreeMap<>(storage);
            set.entrySet().removeAll(existing.storage().entrySet());
            if (!set.isEmpty()) {
                statements.add("alter index %s set (%s)".formatted(existing.name(), Declared.parameters(set)));
            }
            var reset = new ArrayList<>(existing.storage().keySet());
            reset.removeAll(storage.keySet());
            if (!reset.isEmpty()) {
                statements.add("alter index %s reset (%s)".formatted(existing.name(), Identifiers.list(reset)));
            }
            return statements;
        }
    }

    /** @param name that the new one has at the end, without its schema */
    record Replace(Create create, Index old, String name) implements PostgresChange {
        @Override
        public Way way() {
            return Way.REPLACE;
        }

        /** While both are there, unless it is taken. */
        String meanwhile() {
            return Statements.fitting(name, "_new");
        }

        String schema() {
            return Identifiers.parts(old.name()).getFirst();
        }

        @Override
        public List<String> statements() {
            var statements = new ArrayList<String>();
            create.broken().ifPresent(it -> statements.add(Statements.drop(it)));
            statements.add(Statements.create(create.table(), create.declared(), meanwhile()));
            statements.addAll(marks(meanwhile()));
            statements.add(Statements.drop(old));
            statements.add(rename(meanwhile()));
            return statements;
        }

        String rename(String meanwhile) {
            return "alter index %s rename to %s"
                    .formatted(Identifiers.qualified(schema(), meanwhile), Identifiers.quote(name));
        }

        /** What the table says of the old one. */
        List<String> marks(String meanwhile) {
            var marks = new ArrayList<String>();
            var index = Identifiers.quote(meanwhile);
            if (old.state().identity()) {
                marks.add("alter table %s replica identity using index %s"
                        .formatted(create.table().sql(), index));
            }
            if (old.state().clustered()) {
                marks.add(
                        "alter table %s cluster on %s".formatted(create.table().sql(), index));
            }
            return marks;
        }
    }

    record Drop(Index index) implements PostgresChange {
        @Override
        public Way way() {
            return Way.DROP;
        }

        @Override
        public List<String> statements() {
            return List.of(Statements.drop(index));
        }
    }
}
