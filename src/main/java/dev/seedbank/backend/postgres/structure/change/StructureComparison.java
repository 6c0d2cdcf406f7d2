package dev.seedbank.backend.postgres.structure.change;

import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import java.util.regex.Pattern;

/**
 * Whether an object of a backup and one of the database are the same, by the statements that would create them. Servers of one
 * major version print equal objects alike, but for casts: {@code 'a'::varchar} in a list comes back from its own text as
 * {@code ('a'::varchar)::text}. Servers of different versions print many things differently, so only what reads alike everywhere
 * counts between them.
 */
enum StructureComparison {
    /** To the letter: for a backup of this very database. */
    STRICT {
        @Override
        boolean same(StructureObject one, StructureObject other) {
            return one.id().kind() == StructureKind.EXTENSION
                    || one.statements().equals(other.statements());
        }
    },
    /** Casts and parentheses do not matter, nor do owners and grants: those of what stays are the database's own. */
    LOOSE {
        @Override
        boolean same(StructureObject one, StructureObject other) {
            return one.id().kind().isRight()
                    || STRICT.same(one, other)
                    || loose(one).equals(loose(other));
        }
    },
    /** Keys are compared, of all else only that it is there. Columns of tables are compared by themselves. */
    BETWEEN_VERSIONS {
        @Override
        boolean same(StructureObject one, StructureObject other) {
            return switch (one.id().kind()) {
                case KEY, FOREIGN_KEY -> LOOSE.same(one, other);
                default -> true;
            };
        }
    };

    /** {@code ::character varying(10)[]}: type names of several words are in lower case, what follows them in SQL is not. */
    private static final Pattern CAST = Pattern.compile(
            "::(?:\"(?:[^\"]|\"\")+\"|[a-z_0-9]+)(?:\\.(?:\"(?:[^\"]|\"\")+\"|[a-z_0-9]+))?(?: [a-z]+)*(?:\\([0-9, ]+\\))?(?: [a-z]+)*(?:\\[\\])*");

    private static final Pattern FILLING = Pattern.compile("[\\s()]+");

    abstract boolean same(StructureObject one, StructureObject other);

    /** For what was created a moment ago from a text that the server may print with other casts. */
    StructureComparison afterCreation() {
        return this == STRICT ? LOOSE : this;
    }

    private static String loose(StructureObject object) {
        var text = CAST.matcher(String.join(";", object.statements())).replaceAll("");
        return FILLING.matcher(text).replaceAll("");
    }
}
