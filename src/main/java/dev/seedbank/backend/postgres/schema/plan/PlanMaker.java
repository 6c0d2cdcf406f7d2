package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.definition.Descent;
import dev.seedbank.backend.postgres.structure.definition.EnumDefinition;
import dev.seedbank.backend.postgres.structure.definition.TableDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaPlan.PossibleRename;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes one plan in a scratch area.
 *
 * @param area begins it anew, and gives its session
 * @param live what is asked of rows
 * @param known renames that are: those of hints, and those of answers
 * @param dropped what is no rename, as somebody answered
 */
public record PlanMaker(
        Area area,
        Scope scope,
        Rows live,
        List<PossibleRename> known,
        List<PossibleRename> dropped,
        Map<String, String> using,
        Map<String, String> backfill) {
    public PlanMaker {
        known = List.copyOf(known);
        dropped = List.copyOf(dropped);
        using = Map.copyOf(using);
        backfill = Map.copyOf(backfill);
    }

    /** Begins it anew. */
    @FunctionalInterface
    public interface Area {
        Session clear();
    }

    /**
     * What came of it.
     *
     * @param renames that somebody has to decide on; then there are no steps
     */
    public record Made(
            List<PlannedStep> steps,
            List<PossibleRename> renames,
            List<SchemaPlan.Refusal> refusals,
            List<String> notes,
            List<GoneLabels> gone,
            OldNames names) {
        public Made {
            gone = List.copyOf(gone);
            steps = List.copyOf(steps);
            renames = List.copyOf(renames);
            refusals = List.copyOf(refusals);
            notes = List.copyOf(notes);
        }

        /** With more to be told. */
        public Made noting(List<String> more) {
            var all = new ArrayList<>(notes);
            all.addAll(more);
            return new Made(steps, renames, refusals, all, gone, names);
        }

        static Made of(List<PlannedStep> steps, List<String> notes, OldNames names) {
            return new Made(steps, List.of(), List.of(), notes, List.of(), names);
        }
    }

    /**
     * @param from all that is there
     * @param to all that is declared
     */
    public Made make(StructureSet from, StructureSet to) {
        try {
            var wanted = scope.desired(to, scope.of(from));
            var current = scope.current(from, wanted);
            if (Backfill.unfinished(scope.of(from)).isEmpty()
                    && SchemaProof.differences(current, wanted).isEmpty()) {
                return Made.of(List.of(), notes(current, wanted), OldNames.NONE);
            }
            return changed(from, to);
        } catch (Refused e) {
            return new Made(List.of(), List.of(), List.of(e.refusal()), List.of(), List.of(), OldNames.NONE);
        }
    }

    private Made changed(StructureSet from, StructureSet to) {
        var session = area.clear();
        new StructureBuild(session).require(Scope.withSurroundings(scope.of(to), to), "What is declared");
        var declared = SchemaProof.read(session);
        session = area.clear();
        new StructureBuild(session).require(Scope.withSurroundings(scope.of(from), from), "What is there");
        var built = SchemaProof.read(session);
        var desired = scope.desired(declared, scope.of(built));
        var made =
                make(session, desired, scope.current(built, desired), Backfill.unfinished(scope.of(built)), filled(to));
        return filled(made, to);
    }

    private static Set<String> filled(StructureSet declared) {
        return declared.ids().stream()
                .filter(it -> it.kind() == StructureKind.REFRESH)
                .map(StructureId::name)
                .collect(Collectors.toSet());
    }

    private Made make(
            Session session, StructureSet desired, StructureSet built, Set<String> unfinished, Set<String> filled) {
        var steps = new ArrayList<PlannedStep>();
        var applied = new ArrayList<PossibleRename>(new KnownRenames(built, desired).applied(known));
        var current = run(session, new KnownRenames(built, desired).outer(known), steps, desired, built);
        applied.addAll(new KnownRenames(current, desired).applied(known));
        current = run(session, new KnownRenames(current, desired).inner(known), steps, desired, current);
        current = addValues(session, current, desired, steps);
        var names = new OldNames(applied);
        Predicate<String> busy = table -> live.hasAny(names.table(table));
        var open = new PossibleRenames(current, desired, busy).find();
        open.removeAll(dropped);
        if (!open.isEmpty()) {
            return new Made(List.of(), open, List.of(), List.of(), List.of(), names);
        }
        var tables = tables(current);
        var situation = new Situation(
                session.greeting().number(),
                table -> tables.contains(table) && busy.test(table),
                using,
                backfill,
                TypeNames.of(current, desired),
                unfinished,
                filled,
                withDefault(current),
                Lessons.NONE);
        var proof = new SchemaProof(session, scope, desired, situation, steps);
        var proven = proof.steps();
        return new Made(
                proven, List.of(), List.of(), notes(proof.read(), desired), GoneLabels.of(current, desired), names);
    }

    /** Materialized views that are made are filled, if the declared ones are. */
    private static Made filled(Made made, StructureSet declared) {
        var steps = new ArrayList<>(made.steps);
        for (var step : made.steps) {
            var refresh = declared.get(
                    new StructureId(StructureKind.REFRESH, step.id().name()));
            if (refresh != null && step.sql().startsWith("CREATE MATERIALIZED VIEW ")) {
                refresh.statements().forEach(it -> steps.add(PlannedStep.of(refresh.id(), it)));
            }
        }
        return new Made(steps, made.renames, made.refusals, made.notes, made.gone, made.names);
    }

    /** All that a database has, inside the current transaction. */
    public static StructureSet read(Session session) {
        return SchemaProof.read(session);
    }

    private static Set<String> withDefault(StructureSet current) {
        return current.all().stream()
                .flatMap(it -> it.definition() instanceof TableDefinition table
                                && table.descent() instanceof Descent.Partition(var parent, var bound)
                                && bound.equals("DEFAULT")
                        ? Stream.of(parent)
                        : Stream.empty())
                .collect(Collectors.toSet());
    }

    private static Set<String> tables(StructureSet current) {
        var names = new HashSet<String>();
        current.ids().forEach(it -> names.add(it.name()));
        return names;
    }

    private StructureSet run(
            Session session,
            List<PlannedStep> renames,
            List<PlannedStep> into,
            StructureSet desired,
            StructureSet current) {
        if (renames.isEmpty()) {
            return current;
        }
        renames.forEach(it -> session.run(it.sql()));
        into.addAll(renames);
        return scope.current(SchemaProof.read(session), desired);
    }

    /**
     * New values of enums come first: they cannot be used in the transaction in which they are added. So the area is built anew, as it
     * would be with them.
     */
    private StructureSet addValues(
            Session session, StructureSet current, StructureSet desired, List<PlannedStep> into) {
        var added = new HashMap<StructureId, StructureObject>();
        for (var object : current.all()) {
            var wanted = desired.get(object.id());
            if (wanted != null
                    && object.definition() instanceof EnumDefinition old
                    && wanted.definition() instanceof EnumDefinition it
                    && !it.equals(old)) {
                Types.addValues(object.id(), old, it).ifPresent(steps -> {
                    into.addAll(steps);
                    added.put(object.id(), wanted);
                });
            }
        }
        if (added.isEmpty()) {
            return current;
        }
        var built = SchemaProof.read(session).all().stream()
                .map(it -> added.getOrDefault(it.id(), it))
                .toList();
        var again = area.clear();
        new StructureBuild(again).require(new StructureSet(built), "What is there");
        return scope.current(SchemaProof.read(again), desired);
    }

    private static List<String> notes(StructureSet current, StructureSet desired) {
        var notes = new ArrayList<String>();
        dev.seedbank.backend.postgres.structure.model.ObjectDifference.between(current, desired).stream()
                .filter(it -> it.here() != null && it.there() != null && SchemaProof.isOrderAlone(it))
                .forEach(it -> notes.add(it.id().words()
                        + ": the order of its columns differs and stays as it is: "
                        + it.parts().getFirst().here()));
        return notes;
    }
}
