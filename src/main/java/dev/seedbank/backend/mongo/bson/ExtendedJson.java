package dev.seedbank.backend.mongo.bson;

import java.util.Set;

/**
 * The names that make an object a value of its own. An object whose first name is one of them is read as that value, so a
 * document that happens to begin so is written inside {@link #LITERAL}.
 */
public final class ExtendedJson {
    /** Seedbank's own: the document inside is meant as it stands. */
    static final String LITERAL = "$literal";

    /**
     * Seedbank's own: any BSON value by type byte and bytes, for the few that Extended JSON cannot say (NaN payloads,
     * non-canonical decimals, text that is no UTF-8, arrays with odd keys, very deep nesting).
     */
    static final String BSON = "$bson";

    /** Beyond this many levels a value is written as {@link #BSON}, and JSON is refused: servers take 100 (some 200). */
    static final int MAX_DEPTH = 200;

    public static final int MAX_DOCUMENT = 16 * 1024 * 1024;

    private static final Set<String> NAMES = Set.of(
            "$oid",
            "$date",
            "$numberInt",
            "$numberLong",
            "$numberDouble",
            "$numberDecimal",
            "$binary",
            "$uuid",
            "$timestamp",
            "$regularExpression",
            "$regex",
            "$minKey",
            "$maxKey",
            "$code",
            "$symbol",
            "$undefined",
            "$dbPointer",
            BSON,
            LITERAL);

    private ExtendedJson() {}

    static boolean isSpecial(String name) {
        return NAMES.contains(name);
    }
}
