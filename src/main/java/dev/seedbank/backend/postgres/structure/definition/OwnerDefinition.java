package dev.seedbank.backend.postgres.structure.definition;

import java.util.List;

/** @param target what it is the owner of, such as {@code TABLE public.users} */
public record OwnerDefinition(String target, String role) implements Definition {
    @Override
    public List<String> statements() {
        return List.of("ALTER " + target + " OWNER TO " + role);
    }

    @Override
    public List<Part> parts() {
        return List.of(Part.of(Aspect.OWNER, role));
    }
}
