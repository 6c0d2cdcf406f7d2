package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.structure.definition.Column;
import dev.seedbank.backend.postgres.structure.definition.EnumDefinition;
import dev.seedbank.backend.postgres.structure.definition.TableDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.schema.SchemaPlan.PossibleRename;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds what goes and what comes that could be one thing with a new name. Where nothing could be lost, nobody is asked. */
final class PossibleRenames {
    private final StructureSet current;
    private final StructureSet desired;
    private final Predicate<String> busy;
    private final List<PossibleRename> found = new ArrayList<>();

    /** @param busy whether a table of the current structure may have rows */
    PossibleRenames(StructureSet current, StructureSet desired, Predicate<String> busy) {
        this.current = current;
        this.desired = desired;
        this.busy = busy;
    }

    List<PossibleRename> find() {
        for (var object : current.all()) {
            var other = desired.get(object.id());
            switch (object.definition()) {
                case TableDefinition table
                when object.id().kind() == StructureKind.TABLE -> table(object, table, other);
                case EnumDefinition type -> type(type, other);
                default -> {
                    // what has no rows has nothing to lose
                }
            }
        }
        return found;
    }

    private void table(StructureObject object, TableDefinition table, @Nullable StructureObject other) {
        if (!busy.test(table.name())) {
            return;
        }
        if (other != null && other.definition() instanceof TableDefinition wanted) {
            columns(table, wanted);
            return;
        }
        desired.all().stream()
                .filter(it ->
                        isNew(it, object) && it.definition() instanceof TableDefinition wanted && isLike(table, wanted))
                .forEach(it -> add("table", object.id(), it.id()));
    }

    private boolean isNew(StructureObject it, StructureObject old) {
        return it.id().kind() == old.id().kind() && it.schema().equals(old.schema()) && !current.has(it.id());
    }

    /** At least half of all columns are the same. */
    private static boolean isLike(TableDefinition one, TableDefinition other) {
        var names = new HashSet<String>();
        one.columns().forEach(it -> names.add(it.name()));
        other.columns().forEach(it -> names.add(it.name()));
        long same = one.columns().stream()
                .filter(it -> other.column(it.name())
                        .filter(o -> o.type().equals(it.type()))
                        .isPresent())
                .count();
        return same > 0 && 2 * same >= names.size();
    }

    private void columns(TableDefinition from, TableDefinition to) {
        var added = to.columns().stream()
                .filter(it -> from.column(it.name()).isEmpty() && isPlain(it))
                .toList();
        for (var gone : from.columns()) {
            if (to.column(gone.name()).isEmpty() && isPlain(gone)) {
                added.stream()
                        .filter(it -> it.type().equals(gone.type()))
                        .forEach(it ->
                                found.add(new PossibleRename("column", from.name() + "." + gone.name(), it.name())));
            }
        }
    }

    private static boolean isPlain(Column column) {
        return column.origin() == Column.Origin.OWN && !column.isGenerated();
    }

    private void type(EnumDefinition type, @Nullable StructureObject other) {
        if (other != null && other.definition() instanceof EnumDefinition wanted) {
            values(type, wanted);
        }
    }

    /** The labels in the same place of a list that has as many. */
    private void values(EnumDefinition from, EnumDefinition to) {
        if (from.labels().size() != to.labels().size()) {
            return;
        }
        for (int i = 0; i < from.labels().size(); i++) {
            var old = from.labels().get(i);
            var wanted = to.labels().get(i);
            if (!to.labels().contains(old) && !from.labels().contains(wanted)) {
                found.add(new PossibleRename("value", from.name() + "." + old, wanted));
            }
        }
    }

    private void add(String kind, StructureId from, StructureId to) {
        found.add(new PossibleRename(kind, from.name(), Mention.lastName(to)));
    }
}
