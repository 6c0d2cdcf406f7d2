package dev.seedbank.backend.postgres.structure.change;

import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.SequenceValue;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.script.StructureScript;
import java.util.List;

/** What a restore does to the structure inside its transaction, in this order, around the rows. */
public sealed interface StructureWork permits StructureChange, StructureWork.WholeScript {
    /** Whether it makes and drops nothing. */
    boolean isEmpty();

    /** Drops, and creates what rows go into. */
    void beforeRows();

    /** Creates the rest: keys, indexes, views. */
    void afterRows();

    /** What sequences are set to, under the names that they have by then. */
    List<SequenceValue> sequences();

    /** When the views that stayed are filled, which new ones may show: fills new ones, and sets owners and the like. */
    void finish();

    /**
     * Reads what is there now.
     *
     * @throws dev.seedbank.failure.OperationFailed if an object is not as it was to be, or one that was to go is still there
     */
    void verify(Schemas schemas);

    /** A script whose objects cannot be told apart, into a database that has none of them. */
    record WholeScript(Session session, LoadRequest request) implements StructureWork {
        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public void beforeRows() {
            run(false);
        }

        @Override
        public void afterRows() {
            run(true);
        }

        @Override
        public List<SequenceValue> sequences() {
            return request.sequences();
        }

        @Override
        public void finish() {
            // the script's last statements do
        }

        @Override
        public void verify(Schemas schemas) {
            // there is nothing to compare with
        }

        private void run(boolean after) {
            StructureScript.statements(request.structure().text(), after).forEach(session::run);
        }
    }
}
