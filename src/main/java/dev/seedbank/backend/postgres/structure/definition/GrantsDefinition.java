package dev.seedbank.backend.postgres.structure.definition;

import java.util.List;

/**
 * How an object's privileges differ from those that it is created with, or which privileges a role's future objects will have.
 *
 * @param start {@code ALTER DEFAULT PRIVILEGES …} and a blank for future objects, else empty
 * @param target {@code TABLE public.users}, or {@code TABLES} for future ones
 */
public record GrantsDefinition(String start, String target, List<Grant> grants) implements Definition {
    public GrantsDefinition {
        grants = List.copyOf(grants);
    }

    /**
     * @param isRevoked whether it revokes what the object is created with
     * @param privileges {@code SELECT, UPDATE (name)} or {@code ALL}
     * @param grantee a role or {@code PUBLIC}
     * @param grantor empty if it is the owner
     */
    public record Grant(boolean isRevoked, String privileges, String grantee, boolean isGrantable, String grantor) {
        String sql(String target) {
            return isRevoked
                    ? "REVOKE " + privileges + " ON " + target + " FROM " + grantee
                    : "GRANT " + privileges + " ON " + target + " TO " + grantee + end();
        }

        private String end() {
            return (isGrantable ? " WITH GRANT OPTION" : "") + (grantor.isEmpty() ? "" : " GRANTED BY " + grantor);
        }

        Part part() {
            return isRevoked
                    ? Part.of(Aspect.REVOKE, grantee + end(), privileges)
                    : Part.of(Aspect.GRANT, grantee + end(), privileges);
        }
    }

    /** The same on another object. */
    public GrantsDefinition on(String other) {
        return new GrantsDefinition(start, other, grants);
    }

    @Override
    public List<String> statements() {
        return grants.stream().map(grant -> start + grant.sql(target)).toList();
    }

    @Override
    public List<Part> parts() {
        return grants.stream().map(Grant::part).toList();
    }
}
