package dev.seedbank.backend.postgres.structure.definition;

import java.util.List;

/**
 * An object of which only the SQL is known: one that is compared as a whole, such as a function, or one from a backup's script.
 */
public record Statements(List<String> statements) implements Definition {
    public Statements {
        statements = List.copyOf(statements);
    }

    public static Statements of(String statement) {
        return new Statements(List.of(statement));
    }

    @Override
    public List<Part> parts() {
        return List.of(Part.of(Aspect.DEFINITION, String.join(";\n", statements)));
    }
}
