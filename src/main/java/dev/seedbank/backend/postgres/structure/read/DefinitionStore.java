package dev.seedbank.backend.postgres.structure.read;

import dev.seedbank.backend.postgres.structure.definition.Definition;
import dev.seedbank.backend.postgres.structure.definition.Statements;
import dev.seedbank.backend.postgres.structure.script.StatementSpool;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps definitions until the complete catalog has been read: they are needed in another order than the server returns them in.
 */
sealed interface DefinitionStore extends AutoCloseable {
    /** Returns the place to {@link #get} it from. */
    long add(Definition definition);

    Definition get(long place);

    @Override
    void close();

    /** For scripts: keeps their statements alone, most of them in a file, so that many tables take no more memory than few. */
    static DefinitionStore ofStatements() {
        return new Spooled(new StatementSpool());
    }

    /** For comparisons: keeps them as they are, in memory. */
    static DefinitionStore ofParts() {
        return new InMemory(new ArrayList<>());
    }

    record Spooled(StatementSpool spool) implements DefinitionStore {
        @Override
        public long add(Definition definition) {
            return spool.add(definition.statements());
        }

        @Override
        public Definition get(long place) {
            return new Statements(spool.read(place));
        }

        @Override
        public void close() {
            spool.close();
        }
    }

    record InMemory(List<Definition> definitions) implements DefinitionStore {
        @Override
        public long add(Definition definition) {
            definitions.add(definition);
            return definitions.size() - 1L;
        }

        @Override
        public Definition get(long place) {
            return definitions.get((int) place);
        }

        @Override
        public void close() {
            // nothing to give back
        }
    }
}
