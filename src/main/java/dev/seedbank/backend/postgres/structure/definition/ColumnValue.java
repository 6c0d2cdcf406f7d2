package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** The value that a column gets if none is given: a default, a generated expression or an identity. */
public sealed interface ColumnValue {
    /** Null if it is none that parents could share with their children. */
    @Nullable
    String expression();

    /** Its text in CREATE TABLE after the column's type, with a leading blank; empty if it has a statement of its own. */
    String clause();

    Part part();

    /** @param apart whether it has a statement of its own after the one that creates the table */
    record Default(String expression, boolean apart) implements ColumnValue {
        @Override
        public String clause() {
            return apart ? "" : " DEFAULT ".concat(expression);
        }

        @Override
        public Part part() {
            return Part.of(Aspect.DEFAULT, expression);
        }
    }

    /** @param how {@code STORED} or {@code VIRTUAL} */
    record Generated(String expression, String how) implements ColumnValue {
        @Override
        public String clause() {
            return " GENERATED ALWAYS AS (" + expression + ") " + how;
        }

        @Override
        public Part part() {
            return Part.of(Aspect.GENERATED, clause().strip());
        }
    }

    /**
     * @param how {@code ALWAYS} or {@code BY DEFAULT}
     * @param sequence its full name
     */
    record Identity(String how, String sequence, SequenceOptions options) implements ColumnValue {
        @Override
        public @Nullable String expression() {
            return null;
        }

        @Override
        public String clause() {
            var sql = new StringBuilder(" GENERATED ").append(how).append(" AS IDENTITY (SEQUENCE NAME ");
            options.appendTo(sql.append(sequence).append(' '));
            return sql.append(')').toString();
        }

        @Override
        public Part part() {
            var parts = new ArrayList<Part>();
            parts.add(Part.of(Aspect.MODE, how));
            parts.add(Part.of(Aspect.SEQUENCE, sequence));
            parts.addAll(options.parts());
            return new Part(new Part.Name(Aspect.IDENTITY, ""), clause().strip(), parts);
        }
    }
}
