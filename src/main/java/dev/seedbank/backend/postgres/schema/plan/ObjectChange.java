package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.Aspect;
import dev.seedbank.backend.postgres.structure.definition.CompositeDefinition;
import dev.seedbank.backend.postgres.structure.definition.ConstraintDefinition;
import dev.seedbank.backend.postgres.structure.definition.DomainDefinition;
import dev.seedbank.backend.postgres.structure.definition.EnumDefinition;
import dev.seedbank.backend.postgres.structure.definition.GrantsDefinition;
import dev.seedbank.backend.postgres.structure.definition.PolicyDefinition;
import dev.seedbank.backend.postgres.structure.definition.RowSecurityDefinition;
import dev.seedbank.backend.postgres.structure.definition.SequenceDefinition;
import dev.seedbank.backend.postgres.structure.definition.ViewDefinition;
import dev.seedbank.backend.postgres.structure.model.ObjectDifference;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.read.StructurePrivileges;
import dev.seedbank.backend.schema.SchemaStep.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How an object that is there, and is no table, becomes another: by statements that leave it where it is, or not at all. */
record ObjectChange(StructureObject from, StructureObject to, ObjectDifference difference, Situation situation) {
    /** Empty if it has to be made anew. */
    Optional<List<PlannedStep>> inPlace() {
        var id = to.id();
        if (situation.lessons().recreated().contains(id)) {
            return Optional.empty();
        }
        return switch (id.kind()) {
            case EXTENSION -> Optional.of(List.of());
            case FUNCTION -> function();
            case VIEW -> view();
            case SEQUENCE ->
                Optional.of(Sequences.alter(
                        id, (SequenceDefinition) from.definition(), (SequenceDefinition) to.definition()));
            case COMMENT, OWNED_BY, TRIGGER_STATE -> Optional.of(steps(to.statements()));
            case ROW_SECURITY -> Optional.of(rowSecurity());
            case PRIVILEGES, DEFAULT_PRIVILEGES -> Optional.of(grants());
            case FOREIGN_KEY -> foreignKey();
            case POLICY -> policy();
            case TYPE -> type();
            case SERVER, WRAPPER, USER_MAPPING ->
                ForeignOptions.change(
                        id, from.statements().getFirst(), to.statements().getFirst());
            default -> Optional.empty();
        };
    }

    private List<PlannedStep> steps(List<String> statements) {
        return statements.stream().map(it -> PlannedStep.of(to.id(), it)).toList();
    }

    private Optional<List<PlannedStep>> function() {
        return to.statements().getFirst().startsWith("CREATE OR REPLACE ")
                ? Optional.of(steps(to.statements()))
                : Optional.empty();
    }

    private Optional<List<PlannedStep>> view() {
        var old = (ViewDefinition) from.definition();
        var wanted = (ViewDefinition) to.definition();
        if (old.materialized() || wanted.materialized()) {
            return Optional.empty();
        }
        var steps = new ArrayList<PlannedStep>();
        var create = wanted.statements().getFirst();
        if (!create.equals(old.statements().getFirst())) {
            steps.add(PlannedStep.of(to.id(), create.replaceFirst("^CREATE VIEW", "CREATE OR REPLACE VIEW")));
        }
        var alter = "ALTER VIEW " + wanted.name() + " ALTER COLUMN ";
        old.defaults().stream()
                .filter(it -> wanted.defaults().stream()
                        .noneMatch(other -> other.name().equals(it.name())))
                .forEach(it -> steps.add(PlannedStep.of(to.id(), alter + it.name() + " DROP DEFAULT")));
        wanted.defaults().stream()
                .filter(it -> !old.defaults().contains(it))
                .forEach(it -> steps.add(PlannedStep.of(to.id(), alter + it.name() + " SET DEFAULT " + it.value())));
        return Optional.of(steps);
    }

    private List<PlannedStep> rowSecurity() {
        var old = (RowSecurityDefinition) from.definition();
        var wanted = (RowSecurityDefinition) to.definition();
        var steps = new ArrayList<PlannedStep>();
        if (old.enabled() != wanted.enabled()) {
            steps.add(security(wanted, (wanted.enabled() ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY"));
        }
        if (old.forced() != wanted.forced()) {
            steps.add(security(wanted, (wanted.forced() ? "" : "NO ") + "FORCE ROW LEVEL SECURITY"));
        }
        return steps;
    }

    private PlannedStep security(RowSecurityDefinition wanted, String action) {
        return PlannedStep.of(to.id(), "ALTER TABLE " + wanted.table() + " " + action)
                .with(Risk.RIGHTS);
    }

    private List<PlannedStep> grants() {
        var old = (GrantsDefinition) from.definition();
        var wanted = (GrantsDefinition) to.definition();
        var steps = new ArrayList<PlannedStep>();
        var gone = old.statements();
        var come = wanted.statements();
        gone.stream()
                .filter(it -> !come.contains(it))
                .forEach(it -> steps.add(
                        PlannedStep.of(to.id(), StructurePrivileges.inverse(it)).with(Risk.RIGHTS)));
        come.stream()
                .filter(it -> !gone.contains(it))
                .forEach(it -> steps.add(PlannedStep.of(to.id(), it).with(Risk.RIGHTS)));
        return steps;
    }

    /** Nobody may see for a moment what a policy hides, so it is changed where it is if it can be. */
    private Optional<List<PlannedStep>> policy() {
        var old = (PolicyDefinition) from.definition();
        var wanted = (PolicyDefinition) to.definition();
        boolean loses = (old.using() != null && wanted.using() == null)
                || (old.withCheck() != null && wanted.withCheck() == null);
        if (loses || old.restrictive() != wanted.restrictive() || !old.command().equals(wanted.command())) {
            return Optional.empty();
        }
        var sql = "ALTER POLICY " + wanted.name() + " ON " + wanted.table()
                + " TO " + String.join(", ", wanted.roles())
                + (wanted.using() == null ? "" : " USING (" + wanted.using() + ")")
                + (wanted.withCheck() == null ? "" : " WITH CHECK (" + wanted.withCheck() + ")");
        return Optional.of(List.of(PlannedStep.of(to.id(), sql).with(Risk.RIGHTS)));
    }

    /** Only what ALTER CONSTRAINT and VALIDATE can do. */
    private Optional<List<PlannedStep>> foreignKey() {
        var changed = Set.copyOf(difference.parts().stream()
                .map(it -> it.path().getFirst().aspect())
                .toList());
        var old = (ConstraintDefinition) from.definition();
        var wanted = (ConstraintDefinition) to.definition();
        var alter = "ALTER TABLE " + wanted.table() + " ";
        if (changed.equals(Set.of(Aspect.VALIDATION)) && old.text().equals(wanted.text() + " NOT VALID")) {
            return Optional.of(List.of(PlannedStep.of(to.id(), alter + "VALIDATE CONSTRAINT " + wanted.name())
                    .byItself()));
        }
        if (changed.equals(Set.of(Aspect.DEFERRAL))) {
            var deferral = difference.parts().getFirst().there();
            return Optional.of(List.of(PlannedStep.of(
                    to.id(),
                    alter + "ALTER CONSTRAINT " + wanted.name() + " "
                            + (deferral == null
                                    ? "NOT DEFERRABLE"
                                    : deferral.strip().equals("DEFERRABLE")
                                            ? "DEFERRABLE INITIALLY IMMEDIATE"
                                            : deferral.strip()))));
        }
        return Optional.empty();
    }

    private Optional<List<PlannedStep>> type() {
        return switch (to.definition()) {
            case EnumDefinition wanted
            when from.definition() instanceof EnumDefinition old -> Types.addValues(to.id(), old, wanted);
            case CompositeDefinition wanted
            when from.definition() instanceof CompositeDefinition old -> Types.attributes(to.id(), old, wanted);
            case DomainDefinition wanted
            when from.definition() instanceof DomainDefinition old -> Types.domain(to.id(), old, wanted);
            default -> Optional.empty();
        };
    }

    /** Whether a right or who sees what changes. */
    static PlannedStep marked(PlannedStep step, StructureKind kind) {
        return switch (kind) {
            case POLICY, ROW_SECURITY, PRIVILEGES, DEFAULT_PRIVILEGES, OWNER -> step.with(Risk.RIGHTS);
            default -> step;
        };
    }
}
