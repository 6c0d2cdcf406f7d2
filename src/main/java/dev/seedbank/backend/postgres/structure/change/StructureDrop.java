package dev.seedbank.backend.postgres.structure.change;

import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.read.StructurePrivileges;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The statements that take objects away, without {@code CASCADE}: what the plan does not know must stop it. What goes with its owner
 * has none, except where others need it gone first.
 */
public record StructureDrop(Set<StructureId> gone) {
    /**
     * The same objects with the statements that take them away.
     *
     * @param drops what needs another before that one
     */
    public static List<StructureObject> steps(List<StructureObject> drops) {
        var gone = new HashSet<StructureId>();
        drops.forEach(object -> gone.add(object.id()));
        var drop = new StructureDrop(gone);
        return drops.stream()
                .map(object -> new StructureObject(
                        object.id(), object.schema(), null, Set.of(), drop.of(object), object.afterRows()))
                .toList();
    }

    private List<String> of(StructureObject object) {
        return switch (object.id().kind()) {
            case PRIVILEGES, DEFAULT_PRIVILEGES ->
                goesWithOwner(object)
                        ? List.of()
                        : object.statements().reversed().stream()
                                .map(StructurePrivileges::inverse)
                                .toList();
            default -> statement(object).stream().toList();
        };
    }

    private Optional<String> statement(StructureObject object) {
        boolean withOwner = goesWithOwner(object);
        var name = object.id().name();
        return switch (object.id().kind()) {
            case SCHEMA -> name.equals("public") ? Optional.empty() : Optional.of("DROP SCHEMA " + name);
            case EXTENSION -> Optional.of("DROP EXTENSION " + name);
            case COLLATION -> Optional.of("DROP COLLATION " + name);
            case TYPE -> Optional.of("DROP TYPE " + name); // of domains too
            case LANGUAGE, SERVER, PUBLICATION, CONVERSION, TRANSFORM, USER_MAPPING ->
                Optional.of("DROP " + object.id().kind().name().replace('_', ' ') + " " + name);
            case ACCESS_METHOD -> Optional.of("DROP ACCESS METHOD " + name);
            case EVENT_TRIGGER -> Optional.of("DROP EVENT TRIGGER " + name);
            case WRAPPER -> Optional.of("DROP FOREIGN DATA WRAPPER " + name);
            case OPERATOR_FAMILY -> Optional.of("DROP OPERATOR FAMILY " + name);
            case OPERATOR_CLASS -> Optional.of("DROP OPERATOR CLASS " + name);
            case PARSER -> Optional.of("DROP TEXT SEARCH PARSER " + name);
            case TEMPLATE -> Optional.of("DROP TEXT SEARCH TEMPLATE " + name);
            // It and its functions need each other.
            case BASE_TYPE -> Optional.of("DROP TYPE " + name + " CASCADE");
            case SHELL_TYPE ->
                unless(
                        Stream.of(StructureKind.BASE_TYPE, StructureKind.TYPE)
                                .anyMatch(kind -> gone.contains(new StructureId(kind, name))),
                        "DROP TYPE " + name);
            case FAMILY_MEMBER -> unless(withOwner, dropMember(object));
            case PUBLICATION_MEMBER ->
                unless(withOwner, "ALTER PUBLICATION " + ownerName(object) + " DROP " + lastName(object));
            case SECURITY_LABEL -> unless(withOwner, unlabel(object));
            case OWNER, PRIVILEGES, DEFAULT_PRIVILEGES -> Optional.empty();
            case DICTIONARY -> Optional.of("DROP TEXT SEARCH DICTIONARY " + name);
            case CONFIGURATION -> Optional.of("DROP TEXT SEARCH CONFIGURATION " + name);
            case FUNCTION ->
                Optional.of((creates(object, "CREATE AGGREGATE")
                                ? "DROP AGGREGATE "
                                : ofBaseType(object) ? "DROP ROUTINE IF EXISTS " : "DROP ROUTINE ")
                        + name);
            case OPERATOR -> Optional.of("DROP OPERATOR " + name.replace(" (-, ", " (NONE, "));
            case CAST -> Optional.of("DROP CAST " + name);
            case SEQUENCE -> Optional.of("DROP SEQUENCE " + name);
            case VIEW ->
                Optional.of((creates(object, "CREATE MATERIALIZED") ? "DROP MATERIALIZED VIEW " : "DROP VIEW ") + name);
            case FOREIGN_TABLE -> Optional.of("DROP FOREIGN TABLE " + name);
            case TABLE -> withOwner ? Optional.empty() : Optional.of("DROP TABLE " + name);
            // A table and its sequence, a table and its default, two tables may need each other.
            case OWNED_BY -> Optional.of("ALTER SEQUENCE " + name + " OWNED BY NONE");
            case DEFAULT -> Optional.of(alter(object, "ALTER COLUMN ", " DROP DEFAULT"));
            case CHECK, UNVALIDATED, FOREIGN_KEY -> Optional.of(alter(object, "DROP CONSTRAINT ", ""));
            case KEY -> unless(withOwner || goesWithWhole(object), alter(object, "DROP CONSTRAINT ", ""));
            case INDEX -> unless(withOwner || goesWithWhole(object), "DROP INDEX " + name);
            case STATISTICS -> unless(withOwner, "DROP STATISTICS " + name);
            case RULE -> unless(withOwner, on(object, "DROP RULE "));
            case TRIGGER -> unless(withOwner, on(object, "DROP TRIGGER "));
            case POLICY -> unless(withOwner, on(object, "DROP POLICY "));
            case MARK, TRIGGER_STATE, ROW_SECURITY, COMMENT, REFRESH, INDEX_PARTITION ->
                unless(withOwner, reset(object));
        };
    }

    /** Whether it may be gone with a type by now. */
    private static boolean ofBaseType(StructureObject object) {
        return object.needs().stream()
                .anyMatch(need -> need.kind() == StructureKind.SHELL_TYPE || need.kind() == StructureKind.BASE_TYPE);
    }

    /** Operator and function are known by number and types, not by their names. */
    private static String dropMember(StructureObject object) {
        var member = lastName(object);
        var types = member.substring(member.lastIndexOf('('));
        var number = member.split(" ", 3);
        return "ALTER OPERATOR FAMILY %s DROP %s %s %s".formatted(ownerName(object), number[0], number[1], types);
    }

    private static String unlabel(StructureObject object) {
        var statement = object.statements().getFirst();
        return statement.substring(0, statement.lastIndexOf(" IS ")) + " IS NULL";
    }

    /** Unless it must be gone before something else that it needs, which may go earlier than its owner. */
    private boolean goesWithOwner(StructureObject object) {
        var owner = object.owner();
        return owner != null
                && gone.contains(owner)
                && object.needs().stream().allMatch(need -> need.equals(owner) || !gone.contains(need));
    }

    /** The index or key of a partition is part of the partitioned table's, and only that one can be dropped. */
    private boolean goesWithWhole(StructureObject object) {
        return object.wholeIndexes().anyMatch(gone::contains);
    }

    /** Back to how it is without the statement. */
    private static String reset(StructureObject object) {
        var name = object.id().name();
        return switch (object.id().kind()) {
            case MARK ->
                name.endsWith(" cluster")
                        ? "ALTER TABLE " + ownerName(object) + " SET WITHOUT CLUSTER"
                        : "ALTER TABLE ONLY " + ownerName(object) + " REPLICA IDENTITY DEFAULT";
            case TRIGGER_STATE -> "ALTER TABLE ONLY " + ownerName(object) + " ENABLE TRIGGER " + lastName(object);
            case ROW_SECURITY ->
                "ALTER TABLE " + ownerName(object) + " DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY";
            case COMMENT -> "COMMENT ON " + name + " IS NULL";
            case REFRESH -> "REFRESH MATERIALIZED VIEW " + name + " WITH NO DATA";
            default -> "";
        };
    }

    private static Optional<String> unless(boolean unneeded, String statement) {
        return unneeded || statement.isEmpty() ? Optional.empty() : Optional.of(statement);
    }

    private static boolean creates(StructureObject object, String start) {
        return object.statements().stream().findFirst().orElse("").startsWith(start);
    }

    private static String on(StructureObject object, String drop) {
        return drop + lastName(object) + " ON " + ownerName(object);
    }

    private static String alter(StructureObject object, String action, String end) {
        var kind = object.owner() != null && object.owner().kind() == StructureKind.TYPE ? "DOMAIN " : "TABLE ";
        return "ALTER " + kind + ownerName(object) + " " + action + lastName(object) + end;
    }

    private static String ownerName(StructureObject object) {
        if (object.owner() == null) {
            throw new IllegalStateException(object.id() + " belongs to nothing");
        }
        return object.owner().name();
    }

    /** The part of the name that follows its owner's and a dot. */
    private static String lastName(StructureObject object) {
        return object.id().name().substring(ownerName(object).length() + 1);
    }
}
