package dev.seedbank.backend.postgres.structure.definition;

import java.util.List;

/**
 * What one object is made of. Two definitions with equal parts are the same; so are their statements, except for the place where
 * a default or check that needs its own table is written.
 */
public sealed interface Definition
        permits Statements,
                TableDefinition,
                ConstraintDefinition,
                IndexDefinition,
                SequenceDefinition,
                EnumDefinition,
                CompositeDefinition,
                DomainDefinition,
                ViewDefinition,
                PolicyDefinition,
                RowSecurityDefinition,
                OwnerDefinition,
                GrantsDefinition {
    /** The statements that create it, without closing semicolons; none for what always exists. */
    List<String> statements();

    /** The parts that can differ by themselves, in a fixed order; what the object does not have is not among them. */
    List<Part> parts();

    /** How another definition of this object differs; none if the two are equal. */
    default List<Difference> differences(Definition other) {
        return getClass() == other.getClass()
                ? Difference.between(parts(), other.parts())
                : new Statements(statements()).differences(new Statements(other.statements()));
    }
}
