package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.Check;
import dev.seedbank.backend.postgres.structure.definition.CompositeDefinition;
import dev.seedbank.backend.postgres.structure.definition.CompositeDefinition.Attribute;
import dev.seedbank.backend.postgres.structure.definition.DomainDefinition;
import dev.seedbank.backend.postgres.structure.definition.EnumDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Changes of types that the server makes where they are. */
final class Types {
    private Types() {}

    /** Empty if a value goes, or the order changes. A value must be committed before it is used, so each is added by itself. */
    static Optional<List<PlannedStep>> addValues(StructureId id, EnumDefinition from, EnumDefinition to) {
        var kept = to.labels().stream()
                .filter(new HashSet<>(from.labels())::contains)
                .toList();
        if (!kept.equals(from.labels())) {
            return Optional.empty();
        }
        var steps = new ArrayList<PlannedStep>();
        var present = new ArrayList<>(from.labels());
        for (int i = 0; i < to.labels().size(); i++) {
            var label = to.labels().get(i);
            if (!present.contains(label)) {
                var place = i > 0
                        ? " AFTER " + to.labels().get(i - 1)
                        : present.isEmpty() ? "" : " BEFORE " + present.getFirst();
                steps.add(PlannedStep.of(id, "ALTER TYPE " + to.name() + " ADD VALUE " + label + place)
                        .byItself());
                present.add(i, label);
            }
        }
        return Optional.of(steps);
    }

    /** Empty if the order of what is there changes. */
    static Optional<List<PlannedStep>> attributes(StructureId id, CompositeDefinition from, CompositeDefinition to) {
        var steps = new ArrayList<PlannedStep>();
        var left = new ArrayList<String>();
        var alter = "ALTER TYPE " + to.name() + " ";
        for (var attribute : from.attributes()) {
            var wanted = find(to, attribute.name());
            if (wanted.isEmpty()) {
                steps.add(PlannedStep.of(id, alter + "DROP ATTRIBUTE " + attribute.name())
                        .losing(new PlannedStep.Loss.Attribute(to.name(), attribute.name())));
            } else {
                left.add(attribute.name());
                if (!wanted.get().equals(attribute)) {
                    steps.add(PlannedStep.of(
                            id, alter + "ALTER ATTRIBUTE " + attribute.name() + " TYPE " + type(wanted.get())));
                }
            }
        }
        for (var attribute : to.attributes()) {
            if (find(from, attribute.name()).isEmpty()) {
                left.add(attribute.name());
                steps.add(PlannedStep.of(id, alter + "ADD ATTRIBUTE " + attribute.name() + " " + type(attribute)));
            }
        }
        var wanted = to.attributes().stream().map(Attribute::name).toList();
        return left.equals(wanted) ? Optional.of(steps) : Optional.empty();
    }

    private static String type(Attribute attribute) {
        return attribute.type() + (attribute.collation().isEmpty() ? "" : " COLLATE " + attribute.collation());
    }

    private static Optional<Attribute> find(CompositeDefinition type, String name) {
        return type.attributes().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /** Empty if what it is based on changes. */
    static Optional<List<PlannedStep>> domain(StructureId id, DomainDefinition from, DomainDefinition to) {
        if (!from.type().equals(to.type()) || !Objects.equals(from.collation(), to.collation())) {
            return Optional.empty();
        }
        var actions = new ArrayList<String>();
        from.checks().stream()
                .filter(check -> !isKept(check, to))
                .forEach(check -> actions.add("DROP CONSTRAINT " + check.name()));
        if (!Objects.equals(from.defaultValue(), to.defaultValue())) {
            actions.add(to.defaultValue() == null ? "DROP DEFAULT" : "SET DEFAULT " + to.defaultValue());
        }
        if (!Objects.equals(from.notNull(), to.notNull())) {
            notNull(from, to, actions);
        }
        var alter = "ALTER DOMAIN " + to.name() + " ";
        var steps = new ArrayList<PlannedStep>();
        actions.forEach(it -> steps.add(PlannedStep.of(id, alter + it)));
        for (var check : to.checks()) {
            if (!isKept(check, from)) {
                steps.add(PlannedStep.of(id, alter + "ADD " + check.sql()));
            }
        }
        return Optional.of(steps);
    }

    private static void notNull(DomainDefinition from, DomainDefinition to, List<String> actions) {
        if (from.notNull() != null) {
            actions.add("DROP NOT NULL");
        }
        if (to.notNull() != null) {
            actions.add(to.notNull().startsWith("CONSTRAINT ") ? "ADD " + to.notNull() : "SET NOT NULL");
        }
    }

    private static boolean isKept(Check check, DomainDefinition other) {
        return other.checks().stream()
                .anyMatch(it -> it.name().equals(check.name()) && it.text().equals(check.text()));
    }
}
