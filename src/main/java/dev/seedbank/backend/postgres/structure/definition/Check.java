package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import java.util.List;

/**
 * A check of a table or domain; since PostgreSQL 18 also a not-null constraint that is not validated.
 *
 * @param text {@code CHECK (…)} with all that follows it
 * @param declared whether the table has it itself, and not only from its parents
 * @param apart whether it has a statement of its own after the one that creates its table or domain
 */
public record Check(String name, String text, boolean declared, boolean apart) {
    /** In a table that is made without its parents. */
    public Check asDeclared() {
        return declared ? this : new Check(name, text, true, apart);
    }

    public String sql() {
        return "CONSTRAINT " + name + " " + text;
    }

    Part part() {
        var validation = Validation.of(text);
        var parts = new ArrayList<Part>();
        parts.add(Part.of(Aspect.DEFINITION, validation.text()));
        parts.addAll(validation.parts());
        if (!declared) {
            parts.add(Part.of(Aspect.ORIGIN, "inherited"));
        }
        return new Part(new Part.Name(Aspect.CHECK, name), sql(), parts);
    }

    static List<Part> parts(List<Check> checks) {
        return checks.stream().map(Check::part).toList();
    }
}
