package dev.seedbank.backend.postgres.catalog;

import java.util.Set;

/** Which format a type's values have in JSON. Object identifiers of built-in types are fixed (pg_type.dat in PostgreSQL's sources). */
final class ColumnTypes {
    private static final long BOOL = 16;

    /** {@code int2 int4 int8 oid float4 float8 numeric}. */
    private static final Set<Long> NUMBERS = Set.of(21L, 23L, 20L, 26L, 700L, 701L, 1700L);

    /** {@code json jsonb}. */
    private static final Set<Long> JSON = Set.of(114L, 3802L);

    /**
     * Types whose arrays become JSON arrays of strings: {@code text varchar bpchar name date time timetz timestamp timestamptz
     * interval uuid inet cidr macaddr macaddr8 bit varbit}; and enums. They share the comma between elements, and have no
     * structure of their own inside.
     */
    private static final Set<Long> PLAIN_ELEMENTS = Set.of(
            25L, 1043L, 1042L, 19L, 1082L, 1083L, 1266L, 1114L, 1184L, 1186L, 2950L, 869L, 650L, 829L, 774L, 1560L,
            1562L);

    private ColumnTypes() {}

    /**
     * @param type of the values, domains resolved
     * @param element of an array's elements, domains resolved; 0 if it is no array
     * @param elementKind {@code pg_type.typtype} of the elements
     */
    static ValueFormat format(long type, long element, String elementKind) {
        if (element != 0) {
            return arrayFormat(element, elementKind);
        }
        if (type == BOOL) {
            return ValueFormat.BOOL;
        }
        if (NUMBERS.contains(type)) {
            return ValueFormat.NUMBER;
        }
        return JSON.contains(type) ? ValueFormat.JSON : ValueFormat.STRING;
    }

    private static ValueFormat arrayFormat(long element, String kind) {
        if (element == BOOL) {
            return ValueFormat.BOOL_ARRAY;
        }
        if (NUMBERS.contains(element)) {
            return ValueFormat.NUMBER_ARRAY;
        }
        return kind.equals("e") || PLAIN_ELEMENTS.contains(element)
                ? ValueFormat.STRING_ARRAY
                : ValueFormat.LITERAL_ARRAY;
    }
}
