package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.script.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * When a statement is tried first. What it finds decides what comes of some statements, such as {@code GRANT … ON ALL TABLES} or
 * {@code LIKE}, so that a fixed order of kinds makes the result independent of the order in files; and few have to wait for others.
 */
enum LoadPhase {
    SCHEMA,
    EXTENSION,
    /** Default privileges, for what is created after them. */
    DEFAULT_RIGHT,
    TYPE,
    TYPE_CHANGE,
    ROUTINE,
    /** Made of functions; the statement that only names it comes before those. */
    BASE_TYPE,
    TABLE,
    ATTACHMENT,
    CHANGE,
    INDEX,
    /** The server gives them names that are free. */
    UNNAMED_INDEX,
    /** Tables that copy what others have at the time. */
    DERIVED_TABLE,
    FOREIGN_KEY,
    VIEW,
    /** Belongs to tables and views. */
    PART,
    COMMENT,
    RIGHT,
    /** What has an effect on all that comes after it. */
    LAST;

    private static final Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES", "TABLE", "EXECUTE", "(");

    /** Whether the order in a file has a meaning, because statements of it may change the same thing. */
    boolean isSequential() {
        return switch (this) {
            case DEFAULT_RIGHT, TYPE_CHANGE, ATTACHMENT, CHANGE, COMMENT, RIGHT, LAST -> true;
            default -> false;
        };
    }

    /** Whether it makes what default privileges may be about. */
    boolean isOfCreation() {
        return switch (this) {
            case TYPE, ROUTINE, BASE_TYPE, TABLE, DERIVED_TABLE, VIEW -> true;
            default -> false;
        };
    }

    static LoadPhase of(Statement statement) {
        var words = statement.words();
        return switch (words.word(0)) {
            case "CREATE" -> ofCreate(statement);
            case "ALTER" -> ofAlter(statement);
            case "COMMENT", "SECURITY" -> COMMENT;
            case "GRANT", "REVOKE", "REFRESH" -> RIGHT;
            default -> CHANGE;
        };
    }

    private static LoadPhase ofCreate(Statement statement) {
        var words = statement.words().words();
        for (int i = 1; i < words.size(); i++) {
            var phase = switch (words.get(i)) {
                case "SCHEMA" -> SCHEMA;
                case "EXTENSION", "LANGUAGE", "ACCESS", "SERVER", "WRAPPER" -> EXTENSION;
                case "TYPE" -> isBaseType(statement.tokens()) ? BASE_TYPE : TYPE;
                case "COLLATION", "DOMAIN", "SEQUENCE", "TEXT", "CONVERSION" -> TYPE;
                case "FUNCTION", "PROCEDURE", "AGGREGATE", "OPERATOR", "CAST", "TRANSFORM" -> ROUTINE;
                case "TABLE" -> derives(statement.tokens()) ? DERIVED_TABLE : TABLE;
                case "INDEX" -> isUnnamed(words, i) ? UNNAMED_INDEX : INDEX;
                case "VIEW" -> VIEW;
                case "STATISTICS", "TRIGGER", "RULE", "POLICY" -> PART;
                case "EVENT", "PUBLICATION", "MAPPING" -> LAST;
                default -> null;
            };
            if (phase != null) {
                return phase;
            }
        }
        return CHANGE;
    }

    private static boolean isUnnamed(List<String> words, int index) {
        int next = index + 1 < words.size() && words.get(index + 1).equals("CONCURRENTLY") ? index + 2 : index + 1;
        return next < words.size() && words.get(next).equals("ON");
    }

    private static boolean isBaseType(List<String> tokens) {
        int name = tokens.size() > 3 && tokens.get(3).equals(".") ? 4 : 2;
        return tokens.size() > name + 1 && tokens.get(name + 1).equals("(");
    }

    private static boolean derives(List<String> tokens) {
        for (int i = 3; i + 1 < tokens.size(); i++) {
            var before = upper(tokens.get(i - 1));
            var next = upper(tokens.get(i + 1));
            boolean derives = switch (upper(tokens.get(i))) {
                case "LIKE" -> before.equals("(") || before.equals(",");
                case "AS" -> QUERIES.contains(next) && !before.equals("ALWAYS");
                default -> false;
            };
            if (derives) {
                return true;
            }
        }
        return false;
    }

    private static LoadPhase ofAlter(Statement statement) {
        var tokens = statement.tokens().stream().map(LoadPhase::upper).toList();
        return switch (statement.words().word(1)) {
            case "TYPE", "DOMAIN" -> TYPE_CHANGE;
            case "DEFAULT" -> DEFAULT_RIGHT;
            case "EVENT", "PUBLICATION" -> LAST;
            case "INDEX" -> tokens.contains("ATTACH") ? PART : CHANGE;
            case "TABLE", "FOREIGN" -> {
                if (tokens.contains("ATTACH") || tokens.contains("INHERIT")) {
                    yield ATTACHMENT;
                }
                yield tokens.contains("REFERENCES") ? FOREIGN_KEY : CHANGE;
            }
            default -> CHANGE;
        };
    }

    private static String upper(String token) {
        return token.toUpperCase(Locale.ROOT);
    }
}
