package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/**
 * A schema within a file.
 *
 * @param node the schema itself
 * @param base by which its relative references are resolved
 * @param file as the user knows it: {@code models/users.json}
 * @param pointer within that file, in the sense of RFC 6901; empty for the root
 */
record Place(JsonNode node, URI base, String file, String pointer) {
    /** A part of it; an {@code $id} there changes the base. */
    Place child(String name) {
        return child(node.path(name), name);
    }

    Place child(int index) {
        return child(node.path(index), Integer.toString(index));
    }

    private Place child(JsonNode part, String name) {
        var inner =
                part.path("$id").isTextual() ? resolved(base, part.path("$id").textValue()) : base;
        return new Place(
                part, inner, file, pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    /** {@code models/users.json, /properties/age}. */
    String shown() {
        return pointer.isEmpty() ? file : file + ", " + pointer;
    }

    /** Without a fragment. What is no URI resolves to nothing that anybody has. */
    static URI resolved(URI base, String reference) {
        try {
            var uri = base.resolve(URI.create(withoutFragment(reference)));
            return reference.startsWith("#") || reference.isEmpty() ? base : uri;
        } catch (IllegalArgumentException e) {
            return URI.create("invalid:" + Integer.toHexString(reference.hashCode()));
        }
    }

    private static String withoutFragment(String reference) {
        int hash = reference.indexOf('#');
        return hash < 0 ? reference : reference.substring(0, hash);
    }
}
