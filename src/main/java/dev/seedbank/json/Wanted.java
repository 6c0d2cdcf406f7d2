package dev.seedbank.json;

/**
 * What the readers of this package expected where they found something else; for the words of a rejection.
 */
public final class Wanted {
    /** At the beginning of a file. */
    public static final String ROWS = "a JSON array or object";

    public static final String ROW = "a row (an object)";
    public static final String AFTER_ROW = "',' or ']' after a row";
    public static final String NEW_LINE = "a new line after a row";
    public static final String NOTHING = "the end of the file after the array";

    public static final String NAME = "a field's name in double quotes";
    public static final String VALUE = "a value";
    public static final String AFTER_MEMBER = "',' or '}'";
    public static final String AFTER_ELEMENT = "',' or ']'";
    public static final String AFTER_SCALAR = "',' or the end of the value";

    public static final String DIGIT = "a digit";
    public static final String ESCAPE = "an escape such as \\n";
    public static final String HEX = "four hexadecimal digits";
    public static final String REST_OF_STRING = "the rest of a string";

    private Wanted() {}
}
