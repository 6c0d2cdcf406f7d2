package dev.seedbank.backend.postgres.structure.definition;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** @param labels as literals, in their order */
public record EnumDefinition(String name, List<String> labels) implements Definition {
    public EnumDefinition {
        labels = List.copyOf(labels);
    }

    @Override
    public List<String> statements() {
        var list = labels.stream().map(label -> "\n    " + label).collect(joining(","));
        return List.of("CREATE TYPE " + name + " AS ENUM (" + list + (labels.isEmpty() ? ")" : "\n)"));
    }

    @Override
    public List<Part> parts() {
        return labels.stream().map(label -> Part.of(Aspect.VALUE, label, label)).toList();
    }
}
