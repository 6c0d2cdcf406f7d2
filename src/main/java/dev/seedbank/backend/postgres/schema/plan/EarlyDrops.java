package dev.seedbank.backend.postgres.schema.plan;

import static java.util.Objects.requireNonNull;

import dev.seedbank.backend.postgres.structure.definition.TableDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a plan drops before it alters or creates anything. */
record EarlyDrops(StructureSet current, Map<StructureId, TableChange> tables) {
    /** Of what is dropped early: what tables have to let go of before, with what that needs. */
    Set<StructureId> held(Set<StructureId> early) {
        var all = new HashSet<StructureId>();
        tables.keySet()
                .forEach(table -> requireNonNull(current.get(table)).needs().stream()
                        .filter(early::contains)
                        .forEach(all::add));
        var held = current.withNeeds(all);
        held.retainAll(early);
        return held;
    }

    /** What can be dropped before anything is altered: all that needs it goes as well, or has let go of it. */
    Set<StructureId> of(Set<StructureId> dropped) {
        var early = new LinkedHashSet<>(dropped);
        boolean changed = true;
        while (changed) {
            var blocked = new HashSet<StructureId>();
            for (var object : current.all()) {
                if (!early.contains(object.id()) && !Fates.isPiece(object.id().kind())) {
                    object.needs().stream()
                            .filter(need -> early.contains(need) && !isFreed(object.id(), need))
                            .forEach(blocked::add);
                }
            }
            changed = early.removeAll(blocked);
        }
        return early;
    }

    /** What is made anew, or has other parameters, is let go of before; a column that goes, only later. */
    private boolean isFreed(StructureId table, StructureId need) {
        return Fates.isTable(table)
                && switch (need.kind()) {
                    case FUNCTION, SEQUENCE, OPERATOR, CAST -> !isInGoneColumn(table, need);
                    default -> false;
                };
    }

    private boolean isInGoneColumn(StructureId table, StructureId need) {
        var change = tables.get(table);
        var definition = (TableDefinition) requireNonNull(current.get(table)).definition();
        var name = Mention.lastName(need);
        return change == null
                || definition.columns().stream()
                        .anyMatch(column ->
                                change.drops(column) && Mention.of(name, String.valueOf(column.expression())));
    }
}
