package dev.seedbank.backend.postgres.structure.model;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The roles that objects of a structure script name, which must be there before these can be created. Roles belong to the server,
 * not to the database.
 */
public final class StructureRoles {
    /** A role or another name in SQL. */
    public static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s\",;()]+)";

    private static final Pattern NAMES = Pattern.compile(NAME);

    /** Where the statements of {@code StructureOwners}, {@code StructurePrivileges} and the like have their roles: in each group. */
    private static final List<Pattern> PLACES = List.of(
            Pattern.compile("\\AALTER .* OWNER TO (%s)\\z".formatted(NAME), Pattern.DOTALL),
            Pattern.compile(
                    "\\AALTER DEFAULT PRIVILEGES FOR ROLE (%1$s) .* (?:TO|FROM) (%1$s)(?: WITH GRANT OPTION)?(?: GRANTED BY (%1$s))?\\z"
                            .formatted(NAME),
                    Pattern.DOTALL),
            Pattern.compile(
                    "\\AGRANT .* TO (%1$s)(?: WITH GRANT OPTION)?(?: GRANTED BY (%1$s))?\\z".formatted(NAME),
                    Pattern.DOTALL),
            Pattern.compile("\\AREVOKE .* FROM (%s)\\z".formatted(NAME), Pattern.DOTALL),
            Pattern.compile("\\ACREATE USER MAPPING FOR (%s) SERVER ".formatted(NAME)),
            Pattern.compile(
                    "\\ACREATE POLICY %1$s ON (?:%1$s\\.)?%1$s(?: AS RESTRICTIVE)? FOR [A-Z]+ TO (%1$s(?:, %1$s)*)(?: USING \\(| WITH CHECK \\(|\\z)"
                            .formatted(NAME)));

    private StructureRoles() {}

    public static Set<String> of(Collection<StructureObject> objects) {
        var roles = new TreeSet<String>();
        objects.forEach(object -> roles.addAll(of(object)));
        return roles;
    }

    /** Unquoted, without {@code PUBLIC}. */
    public static Set<String> of(StructureObject object) {
        var roles = new LinkedHashSet<String>();
        switch (object.id().kind()) {
            case OWNER, PRIVILEGES, DEFAULT_PRIVILEGES, USER_MAPPING, POLICY ->
                object.statements().forEach(statement -> collect(statement, roles));
            default -> {
                // others name none
            }
        }
        return roles;
    }

    private static void collect(String statement, Set<String> roles) {
        for (var place : PLACES) {
            var matcher = place.matcher(statement);
            if (matcher.find()) {
                collect(matcher, roles);
            }
        }
    }

    private static void collect(Matcher place, Set<String> roles) {
        for (int group = 1; group <= place.groupCount(); group++) {
            if (place.group(group) != null) {
                var names = NAMES.matcher(place.group(group));
                while (names.find()) {
                    var name = names.group();
                    if (!name.equals("PUBLIC")) {
                        roles.add(Identifiers.unquote(name));
                    }
                }
            }
        }
    }

    /** Those of the roles that the server lacks. */
    public static Set<String> missing(Session session, Set<String> roles) {
        var missing = new TreeSet<>(roles);
        if (!missing.isEmpty()) {
            session.query("select rolname from pg_roles where rolname = any (?)", row -> row.getString(1), missing)
                    .forEach(missing::remove);
        }
        return missing;
    }

    /** The statement that creates one as {@code --create-roles} does. */
    public static String create(String role) {
        return "CREATE ROLE " + Identifiers.quote(role) + " NOLOGIN";
    }
}
