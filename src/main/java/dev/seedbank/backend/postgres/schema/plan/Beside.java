package dev.seedbank.backend.postgres.schema.plan;

import static java.util.Objects.requireNonNull;

import dev.seedbank.backend.postgres.structure.definition.ConstraintDefinition;
import dev.seedbank.backend.postgres.structure.definition.IndexDefinition;
import dev.seedbank.backend.postgres.structure.definition.TableDefinition;
import dev.seedbank.backend.postgres.structure.definition.ViewDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is built beside the one that it replaces, because that takes long and queries need one of the two: indexes and keys of
 * tables in use, and materialized views with rows.
 */
final class Beside {
    private final StructureSet current;
    private final StructureSet desired;
    private final Fates fates;
    private final Drops drops;
    private final Situation situation;
    private final Set<StructureId> ids = new HashSet<>();
    /** Indexes and keys that go, and may be what queries still need until others are built. */
    private final Set<StructureId> lastly = new LinkedHashSet<>();
    /** Indexes of such views, which are built with them. */
    private final Set<StructureId> built = new HashSet<>();

    Beside(StructureSet current, StructureSet desired, Fates fates, AtOnce atOnce, Drops drops, Situation situation) {
        this.current = current;
        this.desired = desired;
        this.fates = fates;
        this.drops = drops;
        this.situation = situation;
        for (var id : fates.renewed()) {
            if (!situation.lessons().cleared().contains(id) && isPossible(id, atOnce)) {
                ids.add(id);
            }
        }
        drops.gone().stream()
                .map(id -> requireNonNull(current.get(id)))
                .filter(this::canGoLast)
                .forEach(it -> lastly.add(it.id()));
    }

    private boolean canGoLast(StructureObject gone) {
        boolean fits = gone.definition() instanceof IndexDefinition
                || (gone.definition() instanceof ConstraintDefinition key
                        && key.text().startsWith("UNIQUE"));
        return fits
                && !OwnName.isOwn(gone.id().name())
                && !situation.lessons().cleared().contains(gone.id())
                && isOnBusyTable(gone);
    }

    /** Whether it is dropped by {@link #end}, or with what is. */
    boolean goesLast(StructureId id) {
        var object = requireNonNull(current.get(id));
        return lastly.contains(id) || (object.owner() != null && lastly.contains(object.owner()));
    }

    /** Drops what goes last. */
    List<PlannedStep> end() {
        var steps = new ArrayList<PlannedStep>();
        drops.of(lastly).forEach(it -> {
            boolean isIndex = it.id().kind() == StructureKind.INDEX;
            steps.add(
                    isIndex
                            ? PlannedStep.of(it.id(), it.sql().replaceFirst("^DROP INDEX ", "DROP INDEX CONCURRENTLY "))
                                    .byItself()
                            : it);
        });
        return steps;
    }

    boolean has(StructureId id) {
        return ids.contains(id);
    }

    /** Whether it says what an index is for, and goes over from the old one to the new one, or to another. */
    boolean isMarked(StructureId id) {
        return id.kind() == StructureKind.MARK
                && fates.renewed().contains(id)
                && requireNonNull(current.get(id)).needs().stream()
                        .allMatch(it -> fates.stays(it) || has(it) || lastly.contains(it));
    }

    /** Which one a step is for: its own object, or one that takes this one's place. */
    StructureId original(StructureId id) {
        return ids.stream()
                .filter(it -> it.kind() == id.kind() && freshName(it).equals(id.name()))
                .findFirst()
                .orElse(id);
    }

    private static String freshName(StructureId id) {
        return OwnName.beside(id, OwnName.fresh(id.name()));
    }

    /** Whether it came with a view that was built so. */
    boolean isBuilt(StructureId id) {
        return built.contains(id);
    }

    private boolean isPossible(StructureId id, AtOnce atOnce) {
        var from = requireNonNull(current.get(id));
        var to = requireNonNull(desired.get(id));
        return switch (to.definition()) {
            case IndexDefinition _ -> isOnBusyTable(from) && from.definition() instanceof IndexDefinition;
            case ConstraintDefinition key
            when id.kind() == StructureKind.KEY ->
                isOnBusyTable(from)
                        && Constraints.canBeBuilt(key)
                        && from.definition() instanceof ConstraintDefinition old
                        && (!old.text().startsWith("PRIMARY KEY") || isFilled(old, requireNonNull(from.owner())));
            case ConstraintDefinition key
            when id.kind() == StructureKind.FOREIGN_KEY -> isOnBusyTable(from) && Constraints.canBeValidated(key);
            case ViewDefinition view ->
                view.materialized()
                        && atOnce.has(id)
                        && situation.filled().contains(id.name())
                        && situation.busy().test(id.name())
                        && needsStay(from)
                        && needsStay(to)
                        && indexes(id).stream().allMatch(Beside::canBeMoved);
            default -> false;
        };
    }

    /** No more than a comment or mark needs it, and its columns stay what they are. */
    private boolean isOnBusyTable(StructureObject object) {
        var owner = object.owner();
        return owner != null
                && situation.busy().test(owner.name())
                && isPlain(object, requireNonNull(current.get(owner)), desired.get(owner))
                && needsStay(object)
                && object.wholeIndexes().findAny().isEmpty()
                && current.all().stream()
                        .filter(it -> it.needs().contains(object.id()))
                        .allMatch(it -> it.id().kind() == StructureKind.COMMENT
                                || it.id().kind() == StructureKind.MARK);
    }

    private boolean isPlain(StructureObject object, StructureObject from, @Nullable StructureObject to) {
        return from.definition() instanceof TableDefinition old
                && to != null
                && to.definition() instanceof TableDefinition wanted
                && old.partitionKey() == null
                && old.columns().stream()
                        .allMatch(column -> !isOf(object, column.name())
                                || wanted.column(column.name())
                                        .filter(it -> !ColumnChange.isRetyped(column, it))
                                        .isPresent());
    }

    /** Whether it is of a column, or is to be. */
    private boolean isOf(StructureObject object, String column) {
        return Stream.of(object, desired.get(object.id()))
                .filter(Objects::nonNull)
                .flatMap(it -> it.statements().stream())
                .anyMatch(it -> Mention.of(column, it));
    }

    /** A column that becomes nullable may no longer be in a primary key. */
    private boolean isFilled(ConstraintDefinition primary, StructureId table) {
        var wanted = (TableDefinition) requireNonNull(desired.get(table)).definition();
        return primary.columns().stream()
                .allMatch(column ->
                        wanted.column(column).filter(it -> it.notNull() != null).isPresent());
    }

    private boolean needsStay(StructureObject object) {
        return object.needs().stream().allMatch(it -> fates.stays(it) || it.equals(object.owner()));
    }

    private List<StructureObject> indexes(StructureId view) {
        return desired.all().stream()
                .filter(it -> view.equals(it.owner()) && it.definition() instanceof IndexDefinition)
                .toList();
    }

    private static boolean canBeMoved(StructureObject index) {
        var owner = requireNonNull(index.owner());
        return ((IndexDefinition) index.definition()).text().matches("(?s)" + start(index.id(), owner) + ".*");
    }

    private static String start(StructureId index, StructureId owner) {
        return "CREATE (UNIQUE )?INDEX " + Pattern.quote(Mention.lastName(index) + " ON " + owner.name() + " ");
    }

    /**
     * @param drops what has to go before the new one has the old one's name
     */
    List<PlannedStep> replaced(StructureObject to, List<PlannedStep> drops) {
        return switch (to.definition()) {
            case IndexDefinition index -> index(to.id(), index);
            case ConstraintDefinition key
            when to.id().kind() == StructureKind.FOREIGN_KEY -> Constraints.changed(to.id(), key);
            case ConstraintDefinition key -> key(to.id(), key);
            case ViewDefinition view -> view(to.id(), view, drops);
            default -> throw new IllegalStateException(to.id().words());
        };
    }

    private static List<PlannedStep> index(StructureId id, IndexDefinition index) {
        var old = OwnName.old(id.name());
        var steps = new ArrayList<PlannedStep>();
        steps.add(PlannedStep.of(id, "ALTER INDEX " + id.name() + " RENAME TO " + old));
        steps.addAll(Constraints.index(id, index, true));
        steps.add(PlannedStep.of(id, "DROP INDEX CONCURRENTLY " + OwnName.beside(id, old))
                .byItself());
        return steps;
    }

    private static List<PlannedStep> key(StructureId id, ConstraintDefinition key) {
        var steps = new ArrayList<>(Constraints.built(id, key, OwnName.fresh("x." + key.name())));
        steps.add(1, PlannedStep.of(id, "ALTER TABLE " + key.table() + " DROP CONSTRAINT " + key.name()));
        return steps;
    }

    private List<PlannedStep> view(StructureId id, ViewDefinition view, List<PlannedStep> drops) {
        var fresh = freshName(id);
        var beside = new StructureId(StructureKind.VIEW, fresh);
        var indexes = indexes(id);
        var alter = "ALTER MATERIALIZED VIEW ";
        var steps = new ArrayList<PlannedStep>();
        steps.add(PlannedStep.of(
                beside,
                view.statements()
                        .getFirst()
                        .replaceFirst(
                                "^CREATE MATERIALIZED VIEW " + Pattern.quote(view.name()),
                                Matcher.quoteReplacement("CREATE MATERIALIZED VIEW " + fresh))));
        steps.add(PlannedStep.of(beside, "REFRESH MATERIALIZED VIEW " + fresh).byItself());
        for (var index : indexes) {
            var text = ((IndexDefinition) index.definition()).text();
            steps.add(PlannedStep.of(
                            index.id(),
                            text.replaceFirst(
                                    start(index.id(), id),
                                    Matcher.quoteReplacement(
                                            "CREATE " + (text.startsWith("CREATE UNIQUE") ? "UNIQUE " : "") + "INDEX "
                                                    + OwnName.fresh(index.id().name()) + " ON " + fresh + " ")))
                    .byItself());
        }
        steps.addAll(drops);
        steps.add(PlannedStep.of(id, alter + fresh + " RENAME TO " + Mention.lastName(id)));
        for (var index : indexes) {
            built.add(index.id());
            steps.add(PlannedStep.of(
                    index.id(), "ALTER INDEX " + freshName(index.id()) + " RENAME TO " + Mention.lastName(index.id())));
            index.statements().stream().skip(1).forEach(it -> steps.add(PlannedStep.of(index.id(), it)));
        }
        view.statements().stream().skip(1).forEach(it -> steps.add(PlannedStep.of(id, it)));
        return steps;
    }
}
