package dev.seedbank.backend.postgres.structure.definition;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A composite type, which has a row's columns and no rows. */
public record CompositeDefinition(String name, List<Attribute> attributes) implements Definition {
    public CompositeDefinition {
        attributes = List.copyOf(attributes);
    }

    /** @param collation empty if it is the type's */
    public record Attribute(String name, String type, String collation) {
        String sql() {
            return name + " " + type + (collation.isEmpty() ? "" : " COLLATE " + collation);
        }

        Part part() {
            var type = Part.of(Aspect.TYPE, type());
            var parts = collation.isEmpty() ? List.of(type) : List.of(type, Part.of(Aspect.COLLATION, collation));
            return new Part(new Part.Name(Aspect.ATTRIBUTE, name), sql(), parts);
        }
    }

    @Override
    public List<String> statements() {
        var list =
                attributes.stream().map(attribute -> "\n    " + attribute.sql()).collect(joining(","));
        return List.of("CREATE TYPE " + name + " AS (" + list + (attributes.isEmpty() ? ")" : "\n)"));
    }

    @Override
    public List<Part> parts() {
        return attributes.stream().map(Attribute::part).toList();
    }
}
