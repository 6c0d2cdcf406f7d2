package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;

/** What a column holds where nobody says. */
public sealed interface ColumnValue {
    Part part();

    /** @param apart whether it has a statement of its own after the one that creates the table */
    record Default(String expression, boolean apart) implements ColumnValue {
        @Override
        public Part part() {
            return Part.of(Aspect.DEFAULT, expression);
        }
    }

    /** @param how {@code STORED} or {@code VIRTUAL} */
    record Generated(String expression, String how) implements ColumnValue {
        String sql() {
            return "GENERATED ALWAYS AS (" + expression + ") " + how;
        }

        @Override
        public Part part() {
            return Part.of(Aspect.GENERATED, sql());
        }
    }

    /**
     * @param how {@code ALWAYS} or {@code BY DEFAULT}
     * @param sequence its full name
     */
    record Identity(String how, String sequence, SequenceOptions options) implements ColumnValue {
        String sql() {
            return "GENERATED " + how + " AS IDENTITY (SEQUENCE NAME " + sequence + " " + options.sql() + ")";
        }

        @Override
        public Part part() {
            var parts = new ArrayList<Part>();
            parts.add(Part.of(Aspect.MODE, how));
            parts.add(Part.of(Aspect.SEQUENCE, sequence));
            parts.addAll(options.parts());
            return new Part(new Part.Name(Aspect.IDENTITY, ""), sql(), parts);
        }
    }
}
