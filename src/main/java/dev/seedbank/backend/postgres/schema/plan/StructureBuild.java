package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.connection.Enclosed;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.model.GrantedBy;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Builds a structure in a scratch area, from the statements that the reader found for it.
 *
 * @param session in a transaction, in a database that has nothing of it
 */
record StructureBuild(Session session) {
    /** Statements that are sent together. */
    private static final int BATCH = 200;

    /** Who owns what does not matter in a scratch area, and needs rights there. */
    private static boolean isBuilt(StructureKind kind) {
        return switch (kind) {
            case OWNER, SECURITY_LABEL, REFRESH -> false;
            default -> true;
        };
    }

    /** @return what could not be built, in words with the server's reason: it is left out, with all that needs it */
    List<String> build(StructureSet structure) {
        var objects = StructureSet.sorted(structure.all()).stream()
                .filter(it -> isBuilt(it.id().kind()))
                .toList();
        session.run("set local search_path = ''; set local check_function_bodies = off");
        for (int from = 0; from < objects.size(); from += BATCH) {
            var batch = objects.subList(from, Math.min(from + BATCH, objects.size()));
            if (!all(batch)) {
                var left = one(objects.subList(from, objects.size()));
                return left;
            }
        }
        return List.of();
    }

    private boolean all(Collection<StructureObject> objects) {
        var sql = new StringBuilder();
        for (var object : objects) {
            for (var statement : statements(object)) {
                sql.append(statement).append(";\n");
            }
        }
        session.run("savepoint build");
        try {
            session.runAsIs(Enclosed.of(sql.toString()).statement());
            session.run("release savepoint build");
            return true;
        } catch (SQLException e) {
            session.run("rollback to savepoint build");
            return false;
        }
    }

    private List<String> one(Collection<StructureObject> objects) {
        var missing = new ArrayList<StructureId>();
        var words = new ArrayList<String>();
        for (var object : objects) {
            if (object.needs().stream().anyMatch(missing::contains)) {
                missing.add(object.id());
                continue;
            }
            session.run("savepoint build");
            try {
                session.runAsIs(
                        Enclosed.of(String.join(";\n", statements(object))).statement());
                session.run("release savepoint build");
            } catch (SQLException e) {
                session.run("rollback to savepoint build");
                missing.add(object.id());
                words.add(object.id().words() + ": " + PostgresErrors.reason(e));
            }
        }
        return words;
    }

    /** A schema public is there from the beginning; grants may be another's. */
    private static List<String> statements(StructureObject object) {
        if (object.id().equals(new StructureId(StructureKind.SCHEMA, "public"))) {
            return List.of();
        }
        return object.id().kind() == StructureKind.PRIVILEGES
                ? object.statements().stream()
                        .flatMap(it -> GrantedBy.statements(it).stream())
                        .toList()
                : object.statements();
    }

    /** Builds all of it. */
    void require(StructureSet structure, String what) {
        var left = build(structure);
        if (!left.isEmpty()) {
            throw new OperationFailed(
                    "%s cannot be built in the scratch database: %s".formatted(what, String.join("; ", left)),
                    "Nothing was changed.");
        }
    }
}
