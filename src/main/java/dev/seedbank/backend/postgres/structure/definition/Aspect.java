package dev.seedbank.backend.postgres.structure.definition;

import java.util.Locale;

/** What a {@link Part} says about the thing that it is a part of. */
public enum Aspect {
    COLUMN,
    /** Of a composite type. */
    ATTRIBUTE,
    /** Of an enum. */
    VALUE,
    /** The order of the columns, attributes or values that both sides have. */
    ORDER,
    TYPE,
    COLLATION,
    COMPRESSION,
    DEFAULT,
    GENERATED,
    IDENTITY,
    NOT_NULL,
    STORAGE,
    STATISTICS,
    OPTION,
    /** That a foreign-data wrapper reads. */
    FOREIGN_OPTION,
    CHECK,
    VALIDATION,
    DEFERRAL,
    PERSISTENCE,
    PARENTS,
    PARTITION_BOUND,
    PARTITION_KEY,
    ACCESS_METHOD,
    ROW_TYPE,
    SERVER,
    SEQUENCE,
    START,
    INCREMENT,
    MINVALUE,
    MAXVALUE,
    CACHE,
    CYCLE,
    QUERY,
    COLUMN_SETTING,
    MODE,
    COMMAND,
    ROLES,
    USING,
    WITH_CHECK,
    ENABLED,
    FORCED,
    OWNER,
    GRANT,
    REVOKE,
    /** All of it, where nothing smaller is told apart. */
    DEFINITION;

    /** Whether the order matters. */
    boolean isOrdered() {
        return this == COLUMN || this == ATTRIBUTE || this == VALUE;
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
