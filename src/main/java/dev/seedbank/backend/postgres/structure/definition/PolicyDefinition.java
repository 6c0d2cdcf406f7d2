package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param command {@code SELECT} … or {@code ALL}
 * @param roles {@code PUBLIC} among them if it is for all
 * @param using which rows are seen; null for all
 * @param withCheck which rows may be written; null for all that are seen
 */
public record PolicyDefinition(
        String table,
        String name,
        boolean restrictive,
        String command,
        List<String> roles,
        @Nullable String using,
        @Nullable String withCheck)
        implements Definition {
    public PolicyDefinition {
        roles = List.copyOf(roles);
    }

    @Override
    public List<String> statements() {
        return List.of("CREATE POLICY " + name + " ON " + table
                + (restrictive ? " AS RESTRICTIVE" : "")
                + " FOR " + command + " TO " + String.join(", ", roles)
                + (using == null ? "" : " USING (" + using + ")")
                + (withCheck == null ? "" : " WITH CHECK (" + withCheck + ")"));
    }

    @Override
    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        if (restrictive) {
            parts.add(Part.of(Aspect.MODE, "RESTRICTIVE"));
        }
        parts.add(Part.of(Aspect.COMMAND, command));
        parts.add(Part.of(Aspect.ROLES, String.join(", ", roles)));
        if (using != null) {
            parts.add(Part.of(Aspect.USING, using));
        }
        if (withCheck != null) {
            parts.add(Part.of(Aspect.WITH_CHECK, withCheck));
        }
        return parts;
    }
}
