package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.Enclosed;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.schema.scratch.SchemaArea;
import dev.seedbank.backend.postgres.structure.definition.Aspect;
import dev.seedbank.backend.postgres.structure.model.ObjectDifference;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.postgres.structure.read.PostgresStructure;
import dev.seedbank.backend.postgres.structure.script.SqlTokens;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans, and runs each plan where it can do no harm. What the server refuses there teaches the next plan: which view has to be made
 * anew, which cast has to be written out. In the end the structure that comes of it is the desired one, or there is no plan.
 */
final class SchemaProof {
    /** A server may write a thing in other words after it was made from its own; after that it does not. */
    private static final int ROUNDS = 5;

    /** More refusals than that in a round are no longer lessons. */
    private static final int LESSONS = 60;

    private final Session session;
    private final Scope scope;
    private final StructureSet desired;
    private final List<PlannedStep> proven;
    private Situation situation;
    private StructureSet current;

    /**
     * @param session in a transaction of a scratch area, in which the current structure was built
     * @param desired as {@link Scope#desired} has it
     * @param begun steps that were run there already
     */
    SchemaProof(Session session, Scope scope, StructureSet desired, Situation situation, List<PlannedStep> begun) {
        this.proven = new ArrayList<>(begun);
        this.session = session;
        this.scope = scope;
        this.desired = desired;
        this.situation = situation;
        this.current = read();
    }

    /** @throws Refused if something cannot be done */
    List<PlannedStep> steps() {
        session.run("set local search_path = ''; set local check_function_bodies = off");
        var renames = new Renames(current, desired).steps();
        if (!renames.isEmpty()) {
            run(renames);
            current = read();
        }
        for (int round = 0; round < ROUNDS; round++) {
            var steps = round();
            if (steps.isEmpty()) {
                break;
            }
            proven.addAll(steps);
            situation = situation.afterRound();
            current = read();
        }
        requireEqual();
        return List.copyOf(proven);
    }

    /** The structure that is in the area, as far as it counts. */
    StructureSet read() {
        return scope.current(read(session), desired);
    }

    static StructureSet read(Session session) {
        try {
            return SchemaArea.outward(PostgresStructure.parts(session.connection(), new Schemas(List.of())))
                    .objects();
        } catch (SQLException e) {
            throw PostgresErrors.translate(e, "schema");
        }
    }

    private void run(List<PlannedStep> steps) {
        for (var step : steps) {
            session.run(Enclosed.of(step.trial()).statement());
        }
        proven.addAll(steps);
    }

    private List<PlannedStep> round() {
        session.run("savepoint round");
        for (int lessons = 0; ; lessons++) {
            var planner = new ChangePlanner(current, desired, situation);
            var steps = planner.plan();
            var trial = new Trial(session, situation);
            var refusal = trial.run(steps);
            if (refusal.isEmpty()) {
                session.run("release savepoint round");
                return trial.steps();
            }
            session.run("rollback to savepoint round");
            situation = learn(refusal.get(), planner, lessons);
        }
    }

    private Situation learn(Trial.Lesson lesson, ChangePlanner planner, int lessons) {
        var known = situation.lessons();
        var next = lessons > LESSONS ? known : lesson.learn(known, planner);
        if (next.equals(known)) {
            throw new Refused(
                    lesson.step().id(),
                    lesson.reason() + " (" + lesson.step().sql() + ")",
                    "Do this change in a migration, by hand.");
        }
        return situation.with(next);
    }

    private void requireEqual() {
        var differences = differences(current, desired);
        if (!differences.isEmpty()) {
            var words = new ArrayList<String>();
            differences.stream().limit(5).forEach(it -> words.add(words(it)));
            throw new OperationFailed(
                    "The plan does not produce the declared structure, so it was not run: " + String.join("; ", words),
                    "Please report this with the files in schema/. Nothing was changed.");
        }
    }

    private static String words(ObjectDifference difference) {
        if (difference.here() == null || difference.there() == null) {
            return difference.id().words() + (difference.here() == null ? " is missing" : " is still there");
        }
        return difference.id().words() + ": "
                + String.join(
                        ", ",
                        difference.parts().stream()
                                .limit(3)
                                .map(it -> "%s is %s, not %s".formatted(it.words(), it.here(), it.there()))
                                .toList());
    }

    /** All but the order of columns, which no statement changes. */
    static List<ObjectDifference> differences(StructureSet one, StructureSet other) {
        return between(one, other).stream()
                .filter(it -> it.here() == null || it.there() == null || !isOrderAlone(it))
                .toList();
    }

    /** The server lists the columns of statistics as they come in the table, where their order cannot be changed. */
    static List<ObjectDifference> between(StructureSet one, StructureSet other) {
        return ObjectDifference.between(one, other).stream()
                .filter(it -> it.id().kind() != StructureKind.STATISTICS
                        || it.here() == null
                        || it.there() == null
                        || !tokens(it.here()).equals(tokens(it.there())))
                .toList();
    }

    private static List<String> tokens(StructureObject statistics) {
        return SqlTokens.of(String.join(";", statistics.statements())).stream()
                .sorted()
                .toList();
    }

    static boolean isOrderAlone(ObjectDifference difference) {
        return switch (difference.id().kind()) {
            case TABLE, FOREIGN_TABLE ->
                difference.parts().stream().allMatch(it -> it.path().getLast().aspect() == Aspect.ORDER);
            default -> false;
        };
    }
}
