package dev.seedbank.backend.postgres;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The statements that take objects away, without {@code CASCADE}: what the plan does not know must stop it. What goes with its owner
 * has none, except where others need it gone first.
 */
record StructureDrop(Set<StructureId> gone) {
    /** @param drops what needs another before that one */
    static List<String> statements(List<StructureObject> drops) {
        var gone = new HashSet<StructureId>();
        drops.forEach(object -> gone.add(object.id()));
        var drop = new StructureDrop(gone);
        var statements = new ArrayList<String>();
        for (var object : drops) {
            drop.of(object).ifPresent(statements::add);
        }
        return statements;
    }

    private Optional<String> of(StructureObject object) {
        boolean withOwner = goesWithOwner(object);
        var name = object.id().name();
        return switch (object.id().kind()) {
            case SCHEMA -> name.equals("public") ? Optional.empty() : Optional.of("DROP SCHEMA " + name);
            case EXTENSION -> Optional.of("DROP EXTENSION " + name);
            case COLLATION -> Optional.of("DROP COLLATION " + name);
            case TYPE -> Optional.of("DROP TYPE " + name); // of domains too
            case DICTIONARY -> Optional.of("DROP TEXT SEARCH DICTIONARY " + name);
            case CONFIGURATION -> Optional.of("DROP TEXT SEARCH CONFIGURATION " + name);
            case FUNCTION ->
                Optional.of((creates(object, "CREATE AGGREGATE") ? "DROP AGGREGATE " : "DROP ROUTINE ") + name);
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
