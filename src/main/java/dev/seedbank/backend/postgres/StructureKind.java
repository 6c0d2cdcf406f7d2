package dev.seedbank.backend.postgres;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a statement creates. The order is the script's, as far as dependencies leave it free. */
enum StructureKind {
    SCHEMA,
    EXTENSION,
    COLLATION,
    TYPE,
    DICTIONARY,
    CONFIGURATION,
    FUNCTION,
    OPERATOR,
    CAST,
    SEQUENCE,
    TABLE,
    DEFAULT,
    CHECK,
    OWNED_BY,
    KEY,
    INDEX,
    INDEX_PARTITION,
    MARK,
    STATISTICS,
    /** Never written: its rows live elsewhere. Known so that what needs it can be left out. */
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
    REFRESH;

    boolean isAfterData() {
        return compareTo(KEY) >= 0;
    }

    /** Empty for a word that is none of them, such as a newer program may write. */
    static Optional<StructureKind> of(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
