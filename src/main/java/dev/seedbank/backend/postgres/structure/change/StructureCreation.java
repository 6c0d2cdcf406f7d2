package dev.seedbank.backend.postgres.structure.change;

import static java.util.stream.Collectors.joining;

import dev.seedbank.backend.Difference;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.structure.model.GrantedBy;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureRoles;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Creates objects of a structure script in the current transaction. What this role may not do, or this server not, and no row needs
 * (an owner, a grant, a publication, a monitoring extension) is left out and told, so that no restore fails for it when the rows are
 * in.
 */
public final class StructureCreation {
    /** What may be left out; all else must succeed. */
    private static final Set<StructureKind> OPTIONAL = EnumSet.of(
            StructureKind.EXTENSION,
            StructureKind.LANGUAGE,
            StructureKind.ACCESS_METHOD,
            StructureKind.SHELL_TYPE,
            StructureKind.BASE_TYPE,
            StructureKind.PARSER,
            StructureKind.TEMPLATE,
            StructureKind.FUNCTION,
            StructureKind.OPERATOR_FAMILY,
            StructureKind.OPERATOR_CLASS,
            StructureKind.FAMILY_MEMBER,
            StructureKind.CAST,
            StructureKind.CONVERSION,
            StructureKind.TRANSFORM,
            StructureKind.WRAPPER,
            StructureKind.SERVER,
            StructureKind.USER_MAPPING,
            StructureKind.FOREIGN_TABLE,
            StructureKind.COMMENT,
            StructureKind.SECURITY_LABEL,
            StructureKind.OWNER,
            StructureKind.PRIVILEGES,
            StructureKind.DEFAULT_PRIVILEGES,
            StructureKind.PUBLICATION,
            StructureKind.PUBLICATION_MEMBER,
            StructureKind.EVENT_TRIGGER);

    /** So many of these that they are tried together. */
    private static final Set<StructureKind> NUMEROUS =
            EnumSet.of(StructureKind.COMMENT, StructureKind.OWNER, StructureKind.PRIVILEGES);

    private static final int BATCH = 200;

    /**
     * Not this role's to do, not on this server, or there already: privileges, features, files of extensions, modules that are not
     * loaded, unknown names, names that are taken.
     */
    private static final Set<String> REFUSALS =
            Set.of("42501", "0A000", "58P01", "55000", "22023", "42704", "42710", "42723", "42P06", "42939", "F0000");

    private final Session session;
    private final LoadRequest.Options options;
    private final Map<StructureId, String> leftOut = new LinkedHashMap<>();
    private final Map<String, Refused> refused = new LinkedHashMap<>();
    private final List<StructureObject> batch = new ArrayList<>();
    private String doing = "created";

    /** Objects of one kind that were left out; {@code reason} is the first one's. */
    private record Refused(StructureId first, int count, String reason) {}

    public StructureCreation(Session session, LoadRequest.Options options) {
        this.session = session;
        this.options = options;
    }

    /**
     * Roles that the objects name and the server lacks: what that means for a restore.
     *
     * @throws OperationFailed if a policy names one and it is not to be created: without the policy others would see other rows
     */
    public static List<Difference> missingRoles(
            Session session, Collection<StructureObject> objects, LoadRequest.Options options) {
        var wanted =
                objects.stream().filter(object -> isWanted(object, options)).toList();
        var missing = StructureRoles.missing(session, StructureRoles.of(wanted));
        boolean created = options.allowed().contains(LoadRequest.Allowed.ROLES);
        for (var object : wanted) {
            var unknown =
                    StructureRoles.of(object).stream().filter(missing::contains).findFirst();
            if (unknown.isPresent()
                    && !created
                    && !OPTIONAL.contains(object.id().kind())) {
                throw new OperationFailed(
                        "This server lacks roles that the backup names: %s. The %s needs '%s'. Nothing was changed"
                                .formatted(
                                        String.join(", ", missing), object.id().words(), unknown.get()),
                        "Add --create-roles, or create them first: "
                                + missing.stream().map(StructureRoles::create).collect(joining("; ")));
            }
        }
        var text = created
                ? "it is created, without login"
                : "this server lacks it, and owners and grants that name it are left out. --create-roles creates it: ";
        return missing.stream()
                .map(role -> Difference.note("role " + role, created ? text : text + StructureRoles.create(role)))
                .toList();
    }

    /** With {@code --create-roles}: those that the objects name. */
    void createRoles(Collection<StructureObject> objects) {
        if (options.allowed().contains(LoadRequest.Allowed.ROLES)) {
            var wanted =
                    objects.stream().filter(object -> isWanted(object, options)).toList();
            StructureRoles.missing(session, StructureRoles.of(wanted))
                    .forEach(role -> session.run(StructureRoles.create(role)));
        }
    }

    /** For a trial that is taken back: what it leaves out is not told. */
    StructureCreation anew() {
        var trial = new StructureCreation(session, options);
        trial.leftOut.putAll(leftOut);
        return trial;
    }

    /** Whether an object must be as it was to be. Privileges come in part from the default privileges of the database. */
    boolean answersFor(StructureObject object) {
        return isWanted(object, options)
                && !leftOut.containsKey(object.id())
                && object.id().kind() != StructureKind.PRIVILEGES;
    }

    /** Takes away what {@link StructureDrop} says, in this order. */
    void drop(Collection<StructureObject> steps) {
        doing = "dropped";
        create(steps);
        doing = "created";
    }

    /** In this order. */
    public void create(Collection<StructureObject> objects) {
        var missing = missingRoles(objects);
        for (var object : objects) {
            var obstacle = obstacle(object, missing);
            if (!isWanted(object, options)) {
                continue;
            }
            if (obstacle.isPresent()) {
                runBatch();
                refuse(object, obstacle.get());
            } else if (NUMEROUS.contains(object.id().kind())) {
                addToBatch(object);
            } else {
                runBatch();
                run(object);
            }
        }
        runBatch();
    }

    /**
     * Refuses what is to come and needs what was left out, before the rows are loaded.
     *
     * @throws OperationFailed naming both
     */
    public void require(Collection<StructureObject> objects) {
        var known = new HashSet<>(leftOut.keySet());
        for (var object : objects) {
            var needed = object.needs().stream().filter(known::contains).findFirst();
            if (needed.isPresent() && isWanted(object, options)) {
                if (!OPTIONAL.contains(object.id().kind())) {
                    throw needs(object, needed.get());
                }
                known.add(object.id());
            }
        }
    }

    /** One line for each kind of what was left out. */
    public List<String> leftOut() {
        return refused.values().stream().map(StructureCreation::line).toList();
    }

    private static String line(Refused refused) {
        var more = refused.count == 1 ? "" : " and %d more".formatted(refused.count - 1);
        return "%s%s left out: %s".formatted(refused.first.words(), more, refused.reason);
    }

    private static boolean isWanted(StructureObject object, LoadRequest.Options options) {
        return switch (object.id().kind()) {
            case OWNER -> !options.without().contains(LoadRequest.Part.OWNERS);
            case PRIVILEGES, DEFAULT_PRIVILEGES -> !options.without().contains(LoadRequest.Part.PRIVILEGES);
            default -> true;
        };
    }

    private Set<String> missingRoles(Collection<StructureObject> objects) {
        return StructureRoles.missing(
                session,
                StructureRoles.of(objects.stream()
                        .filter(object -> OPTIONAL.contains(object.id().kind()))
                        .toList()));
    }

    private Optional<String> obstacle(StructureObject object, Set<String> missingRoles) {
        if (!OPTIONAL.contains(object.id().kind())) {
            var needed = object.needs().stream().filter(leftOut::containsKey).findFirst();
            if (needed.isPresent()) {
                throw needs(object, needed.get());
            }
            return Optional.empty();
        }
        return object.needs().stream()
                .filter(leftOut::containsKey)
                .findFirst()
                .map(need -> "it needs the " + need.words())
                .or(() -> StructureRoles.of(object).stream()
                        .filter(missingRoles::contains)
                        .findFirst()
                        .map("role \"%s\" does not exist"::formatted));
    }

    private OperationFailed needs(StructureObject object, StructureId needed) {
        return new OperationFailed(
                "%s needs the %s, which cannot be created here: %s"
                        .formatted(object.id().words(), needed.words(), leftOut.get(needed)),
                "Nothing was changed. Restore as a role that may create it, or create it first.");
    }

    private void refuse(StructureObject object, String reason) {
        boolean withOwner = object.owner() != null && leftOut.containsKey(object.owner());
        leftOut.put(object.id(), reason);
        if (withOwner) {
            return; // which has its own line
        }
        var kind = object.id().kind();
        refused.merge(
                reason.startsWith("role ") ? kind + reason : kind.name(),
                new Refused(object.id(), 1, reason),
                (known, one) -> new Refused(known.first, known.count + 1, known.reason));
    }

    private void addToBatch(StructureObject object) {
        if (!batch.isEmpty()
                && (batch.size() == BATCH
                        || batch.getFirst().id().kind() != object.id().kind())) {
            runBatch();
        }
        batch.add(object);
    }

    private void runBatch() {
        var objects = List.copyOf(batch);
        batch.clear();
        if (objects.size() < 2 || session.attempt(sql(objects)).isPresent()) {
            objects.forEach(this::run);
        }
    }

    private static String sql(List<StructureObject> objects) {
        return objects.stream()
                .flatMap(object -> object.statements().stream())
                .flatMap(statement -> GrantedBy.statements(statement).stream())
                .collect(joining(";\n"));
    }

    private void run(StructureObject object) {
        var sql = sql(List.of(object));
        if (sql.isEmpty()) {
            return;
        }
        if (!OPTIONAL.contains(object.id().kind())) {
            runRequired(object);
            return;
        }
        session.attempt(sql).ifPresent(failure -> {
            if (!REFUSALS.contains(state(failure))) {
                throw failure;
            }
            refuse(object, String.valueOf(failure.getMessage()));
        });
    }

    private void runRequired(StructureObject object) {
        try {
            object.statements().forEach(session::run);
        } catch (OperationFailed e) {
            throw new OperationFailed(
                    "%s cannot be %s: %s".formatted(object.id().words(), doing, e.getMessage()),
                    "Nothing was changed. " + e.advice(),
                    e);
        }
    }

    private static String state(Failure failure) {
        return failure.getCause() instanceof SQLException e ? PostgresErrors.state(e) : "";
    }
}
