package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import java.util.List;

/**
 * A check of a table or domain; since PostgreSQL 18 also a not-null constraint that is not validated.
 *
 * @param text {@code CHECK (…)} with all that follows it
 * @param declared whether the table itself has it
 * @param inherited whether its parents have it, too
 * @param apart whether it has a statement of its own after the one that creates its table or domain
 */
public record Check(String name, String text, boolean declared, boolean inherited, boolean apart) {
    public String sql() {
        return "CONSTRAINT " + name + " " + text;
    }

    /** The same by another name, as SQL. */
    public Check named(String other) {
        return new Check(other, text, declared, inherited, apart);
    }

    /** The same as the table's alone. */
    public Check own() {
        return new Check(name, text, true, false, apart);
    }

    Part part() {
        var validation = Validation.of(text);
        var parts = new ArrayList<Part>();
        parts.add(Part.of(Aspect.DEFINITION, validation.text()));
        parts.addAll(validation.parts());
        return new Part(new Part.Name(Aspect.CHECK, name), sql(), parts);
    }

    /** Of those that are not the parents' as well. */
    static List<Part> parts(List<Check> checks) {
        return checks.stream()
                .filter(check -> !check.inherited)
                .map(Check::part)
                .toList();
    }
}
