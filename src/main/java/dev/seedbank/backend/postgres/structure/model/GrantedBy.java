package dev.seedbank.backend.postgres.structure.model;

import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code GRANT … GRANTED BY role} of a structure script. The server takes the clause only for the current role, so that this
 * role is taken for the statement.
 */
public final class GrantedBy {
    private static final Pattern CLAUSE = Pattern.compile(" GRANTED BY (\"(?:[^\"]|\"\")+\"|[a-z_][a-z0-9_$]*)\\z");

    private GrantedBy() {}

    /** What to run for a statement: mostly itself. */
    public static List<String> statements(String statement) {
        var clause = CLAUSE.matcher(statement);
        return clause.find()
                ? List.of("SET LOCAL ROLE " + clause.group(1), statement.substring(0, clause.start()), "RESET ROLE")
                : List.of(statement);
    }
}
