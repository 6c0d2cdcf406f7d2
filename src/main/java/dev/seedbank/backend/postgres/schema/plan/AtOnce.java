package dev.seedbank.backend.postgres.schema.plan;

import static java.util.Objects.requireNonNull;

import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What is made anew without a moment in which others would miss it: policies, triggers and views, with what belongs to views. That
 * only works if all else that they need is there before and after; the trial of a plan finds out whether a view is in the way of
 * something, which is then made anew as everything else is.
 */
final class AtOnce {
    private final StructureSet current;
    private final Fates fates;
    private final Set<StructureId> ids = new LinkedHashSet<>();
    private final Set<StructureId> dropped = new HashSet<>();

    AtOnce(StructureSet current, Fates fates, Situation situation) {
        this.current = current;
        this.fates = fates;
        current.all().stream()
                .filter(it -> !fates.stays(it.id()) && isCandidate(it))
                .filter(it -> !situation.lessons().cleared().contains(it.id()))
                .forEach(it -> ids.add(it.id()));
        while (ids.removeIf(id -> !isPossible(requireNonNull(current.get(id))))) {
            // until all that are left need none of those that are not
        }
    }

    private boolean isCandidate(StructureObject object) {
        return isOfView(object) || isOnItsOwn(object.id());
    }

    private boolean isOnItsOwn(StructureId id) {
        return fates.renewed().contains(id)
                && switch (id.kind()) {
                    case POLICY, TRIGGER, VIEW -> true;
                    default -> false;
                };
    }

    /** It goes and comes with a view. */
    private static boolean isOfView(StructureObject object) {
        return object.owner() != null && object.owner().kind() == StructureKind.VIEW;
    }

    private boolean isPossible(StructureObject object) {
        return (isOnItsOwn(object.id()) || ids.contains(object.owner()))
                && object.needs().stream()
                        .allMatch(it -> fates.stays(it) || (ids.contains(it) && it.kind() == StructureKind.VIEW));
    }

    boolean has(StructureId id) {
        return ids.contains(id);
    }

    /** What has to be dropped just before one of these is made: itself, and what needs it; each once. */
    Set<StructureId> dropsBefore(StructureId id) {
        var all = current.withDependents(Set.of(id));
        all.retainAll(ids);
        all.removeAll(dropped);
        dropped.addAll(all);
        return all;
    }
}
