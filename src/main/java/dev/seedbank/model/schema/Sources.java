package dev.seedbank.model.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All files of a folder, by the names that references give them: URIs, and anchors within. */
final class Sources {
    /** What the files are called where nobody gave them an {@code $id}; never asked for on a network. */
    private static final URI FOLDER = URI.create("https://models.invalid/");

    private final Map<String, Place> files = new LinkedHashMap<>();
    private final Map<URI, Place> resources = new HashMap<>();
    private final Map<String, Place> anchors = new HashMap<>();
    private @Nullable Place clash;

    /**
     * Adds a file.
     *
     * @param name by which other files refer to it, such as {@code users.json}
     * @param shown as the user knows it
     */
    Place add(String name, String shown, JsonNode root) {
        return add(uri(name), shown, root);
    }

    /** Adds a document that has this URI. */
    Place add(URI uri, String shown, JsonNode root) {
        var id = root.path("$id");
        var base = id.isTextual() ? Place.resolved(uri, id.textValue()) : uri;
        var place = new Place(root, base, shown, "");
        files.put(uri.toString(), place);
        resources.putIfAbsent(uri, place);
        index(place);
        return place;
    }

    /** The file that a place is in. */
    Place root(Place place) {
        return files.values().stream()
                .filter(it -> it.file().equals(place.file()))
                .findFirst()
                .orElseThrow();
    }

    /** Two files that have the same name, one of which nobody can refer to; empty if all have their own. */
    Optional<Place> clash() {
        return Optional.ofNullable(clash);
    }

    /** Its text by the URI that the library asks for; null if there is none. */
    Optional<JsonNode> document(String uri) {
        var place = resources.get(URI.create(uri));
        return Optional.ofNullable(place).map(Place::node);
    }

    private static URI uri(String name) {
        try {
            return FOLDER.resolve(new URI(null, null, name, null).getRawPath());
        } catch (URISyntaxException e) {
            return FOLDER.resolve(Integer.toHexString(name.hashCode()));
        }
    }

    /** What stands in an {@code enum} or is unknown is no schema, and names nothing. */
    private void index(Place place) {
        if (!place.node().isObject()) {
            return;
        }
        if (place.pointer().isEmpty() || place.node().path("$id").isTextual()) {
            var other = resources.put(place.base(), place);
            if (other != null && !other.shown().equals(place.shown())) {
                clash = place;
            }
        }
        for (var word : new String[] {"$anchor", "$dynamicAnchor"}) {
            if (place.node().path(word).isTextual()) {
                anchors.put(place.base() + "#" + place.node().path(word).textValue(), place);
            }
        }
        Words.subschemas(place).forEach(this::index);
    }

    /** What a {@code $ref} at this place leads to; empty if that is not there. */
    Optional<Place> resolve(Place from, String reference) {
        int hash = reference.indexOf('#');
        var fragment = hash < 0 ? "" : decoded(reference.substring(hash + 1));
        var uri = Place.resolved(from.base(), reference);
        if (!fragment.isEmpty() && !fragment.startsWith("/")) {
            return Optional.ofNullable(anchors.get(uri + "#" + fragment));
        }
        return Optional.ofNullable(resources.get(uri)).flatMap(place -> within(place, fragment));
    }

    private static Optional<Place> within(Place place, String pointer) {
        var found = place;
        for (var part : pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            var name = part.replace("~1", "/").replace("~0", "~");
            if (found.node().isArray()) {
                if (!name.matches("\\d{1,6}")) {
                    return Optional.empty();
                }
                found = found.child(Integer.parseInt(name));
            } else {
                found = found.child(name);
            }
        }
        return found.node().isMissingNode() ? Optional.empty() : Optional.of(found);
    }

    private static String decoded(String fragment) {
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return fragment;
        }
    }
}
