package dev.seedbank.backend.postgres.structure.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a statement creates. The order is the script's, as far as dependencies leave it free. */
public enum StructureKind {
    SCHEMA,
    EXTENSION,
    LANGUAGE,
    ACCESS_METHOD,
    COLLATION,
    /** The name of a type that its own functions need before it can be made. */
    SHELL_TYPE,
    TYPE,
    PARSER,
    TEMPLATE,
    DICTIONARY,
    CONFIGURATION,
    FUNCTION,
    BASE_TYPE,
    OPERATOR,
    OPERATOR_FAMILY,
    OPERATOR_CLASS,
    FAMILY_MEMBER,
    CAST,
    CONVERSION,
    TRANSFORM,
    SEQUENCE,
    WRAPPER,
    SERVER,
    USER_MAPPING,
    TABLE,
    DEFAULT,
    CHECK,
    OWNED_BY,
    KEY,
    INDEX,
    INDEX_PARTITION,
    MARK,
    STATISTICS,
    /** After the rows: those of a partitioned table must not go into a partition on another server. */
    FOREIGN_TABLE,
    VIEW,
    /** A constraint that existing rows may violate. */
    UNVALIDATED,
    FOREIGN_KEY,
    RULE,
    TRIGGER,
    TRIGGER_STATE,
    ROW_SECURITY,
    POLICY,
    COMMENT,
    REFRESH,
    SECURITY_LABEL,
    OWNER,
    PRIVILEGES,
    DEFAULT_PRIVILEGES,
    PUBLICATION,
    PUBLICATION_MEMBER,
    /** Last, because it may fire on whatever is created after it. */
    EVENT_TRIGGER;

    /** Who may do what with an object: it says nothing of what the object is. */
    public boolean isRight() {
        return this == OWNER || this == PRIVILEGES || this == SECURITY_LABEL;
    }

    /** Of which a schema can have only one by the same name; the indexes of keys have the names that their keys have on their tables. */
    public boolean isRelation() {
        return switch (this) {
            case TABLE, VIEW, FOREIGN_TABLE, SEQUENCE, INDEX -> true;
            default -> false;
        };
    }

    public boolean isAfterData() {
        return compareTo(KEY) >= 0;
    }

    /** Empty for a word that is none of them, such as a newer program may write. */
    public static Optional<StructureKind> of(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }

    public String words() {
        return switch (this) {
            case WRAPPER -> "foreign-data wrapper";
            case OWNER -> "owner of";
            case PRIVILEGES -> "privileges on";
            default -> name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
