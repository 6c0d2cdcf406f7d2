package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.postgres.schema.plan.PlannedStep.Loss.Cast;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Conditions in SQL on a column's values that would not be what they were if they became ones of another type.
 *
 * @param cast with types that exist before and after
 * @param value the column's name where the condition is for
 */
record CastCheck(Cast cast, String value) {
    /** Whose {@code =} compares something else than the values, such as areas; or that have none. */
    private static final Set<String> COMPARED_AS_TEXT =
            Set.of("box", "circle", "lseg", "line", "path", "point", "polygon", "oid", "xml");

    private static final String ZONED = "timestamp with time zone";

    /** What keeps all that a text says, where a type of the kind keeps less: it drops a time of day, a zone, or digits. */
    private static final Map<String, String> WIDEST = Map.of(
            "numeric", "numeric",
            "real", "numeric",
            "double precision", "numeric",
            "date", "timestamp with time zone",
            "timestamp without time zone", "timestamp with time zone",
            "timestamp with time zone", "timestamp with time zone",
            "time without time zone", "time with time zone",
            "interval", "interval",
            "money", "numeric",
            "name", "text");

    /** Each has all values of those before it. */
    private static final List<String> NUMBERS = List.of("smallint", "integer", "bigint", "numeric");

    private static final Pattern PRECISION = Pattern.compile("\\(.*?\\)");

    /** What it becomes, as SQL. */
    String result() {
        return cast.using() == null ? value + "::" + cast.to() : "(" + cast.using() + ")";
    }

    String any() {
        return value + " is distinct from null"; // of a composite some attributes may be null
    }

    String isLostAltogether() {
        return any() + " and " + result() + " is not distinct from null";
    }

    /** Whether a value means another moment in another time zone, or in none; and nobody said which. */
    boolean isZoneUnknown() {
        return cast.using() == null
                && (isZoned() || (isText(cast.from()) && plain(cast.to()).equals(ZONED)));
    }

    /** Which values do not say their zone themselves. */
    String isWithoutZone() {
        return isText(cast.from()) ? any() + " and " + value + " !~* '([+-]\\d\\d(:?\\d\\d)?|z|utc|gmt)\\s*$'" : any();
    }

    /** @param state of the refusal: the type is made by the same plan, and takes a text as it is, or not at all */
    boolean isToNewType(String state) {
        return state.equals("42704") && cast.using() == null && isText(cast.from());
    }

    private boolean isZoned() {
        return Set.of(
                        "timestamp without time zone>timestamp with time zone",
                        "timestamp with time zone>timestamp without time zone",
                        "timestamp with time zone>date",
                        "timestamp with time zone>time without time zone",
                        "timestamp with time zone>time with time zone",
                        "date>timestamp with time zone",
                        "time without time zone>time with time zone",
                        "time with time zone>time without time zone")
                .contains(element(cast.from()) + ">" + element(cast.to()));
    }

    /** Conditions to try one after the other, for not every server or type can answer each. */
    List<String> conditions() {
        if (cast.using() != null && (isZoned() || (isText(cast.from()) && !isText(cast.to())))) {
            return List.of(isLostAltogether());
        }
        if (isText(cast.from()) && !isText(cast.to())) {
            return List.of(fromText());
        }
        if (cast.from().equals("json") && cast.to().equals("jsonb") && cast.using() == null) {
            return List.of(any() + " and " + isTwice(value));
        }
        var back = "(" + result() + ")::" + cast.from();
        var asText = "%s and (%s)::text is distinct from %s::text".formatted(any(), result(), value);
        if (COMPARED_AS_TEXT.contains(cast.from()) || cast.to().equals("oid")) {
            return List.of(
                    "%s and (%s)::text is distinct from %s::text"
                            .formatted(any(), cast.from().equals("oid") ? result() : back, value),
                    asText);
        }
        return List.of("%s and %s is distinct from %s".formatted(any(), back, value), asText);
    }

    /** Whether every value of the one type is one of the other, whatever it is. */
    boolean isHarmless() {
        if (cast.using() != null) {
            return false;
        }
        if (isText(cast.to()) && !cast.to().contains("(") && !cast.to().equals("character")) {
            return true;
        }
        int from = NUMBERS.indexOf(cast.from());
        return (from >= 0 && from < NUMBERS.indexOf(cast.to()))
                || (cast.to().equals("numeric") && cast.from().startsWith("numeric"))
                || (cast.from().equals("real") && cast.to().equals("double precision"))
                || (cast.from().equals("date") && cast.to().startsWith("timestamp without"))
                || isLonger(cast.from(), cast.to());
    }

    /** {@code character varying(20)} and {@code character varying(40)}. */
    private static boolean isLonger(String from, String to) {
        return isText(from)
                && plain(from).equals(plain(to))
                && from.matches("[^(]*\\(\\d{1,9}\\)")
                && to.matches("[^(]*\\(\\d{1,9}\\)")
                && length(from) < length(to);
    }

    private static int length(String type) {
        return Integer.parseInt(type.substring(type.indexOf('(') + 1, type.length() - 1));
    }

    /** Whether an object in a value of json has a name twice, which jsonb keeps once. */
    private static String isTwice(String value) {
        return """
            exists (with recursive part(j) as (
                    select %s union all
                    select more.j from part cross join lateral (
                        select value from json_each(case json_typeof(part.j) when 'object' then part.j end)
                        union all select value from json_array_elements(case json_typeof(part.j) when 'array' then part.j end)
                    ) more(j))
                select from part cross join lateral (
                    select count(*) names, count(distinct k) different
                    from json_object_keys(case json_typeof(part.j) when 'object' then part.j end) k) n
                where n.names <> n.different)""".formatted(value);
    }

    private String fromText() {
        var to = plain(cast.to());
        if (to.equals("\"char\"")) {
            return "%s and %s::text is distinct from %s::text".formatted(any(), result(), value);
        }
        if (to.startsWith("bit")) {
            return "%s and (%s)::bit varying is distinct from %s::bit varying".formatted(any(), result(), value);
        }
        if (to.equals("jsonb")) {
            return any() + " and " + isTwice(value + "::json");
        }
        var list = to.endsWith("[]") ? "[]" : "";
        var widest = WIDEST.get(to.substring(0, to.length() - list.length()));
        return widest == null
                ? isLostAltogether()
                : "%s and (%s)::%s is distinct from %s::%3$s".formatted(any(), result(), widest + list, value);
    }

    private static String plain(String type) {
        return PRECISION.matcher(type).replaceAll("").strip();
    }

    /** Of a list. */
    private static String element(String type) {
        return plain(type).replaceFirst("(\\[])+$", "");
    }

    static boolean isText(String type) {
        return type.startsWith("text") || type.startsWith("character") || type.startsWith("bpchar");
    }
}
