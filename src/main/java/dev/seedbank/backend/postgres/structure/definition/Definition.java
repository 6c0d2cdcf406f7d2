package dev.seedbank.backend.postgres.structure.definition;

import java.util.List;

/**
 * What one object is made of. Two with equal parts are the same; their statements, too, but for the place where a default or check
 * that needs its own table is written.
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
    /** That create it, without closing semicolons; none for what is always there. */
    List<String> statements();

    /** What can differ by itself, in a fixed order; what it does not have has no part. */
    List<Part> parts();

    /** How another definition of this object differs; none if the two are equal. */
    default List<Difference> differences(Definition other) {
        return getClass() == other.getClass()
                ? Difference.between(parts(), other.parts())
                : new Statements(statements()).differences(new Statements(other.statements()));
    }
}
