package dev.seedbank.backend.mongo.bson;

import dev.seedbank.backend.SensitiveField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fields by their paths: {@code profile.api_key} is the field {@code api_key} of the document {@code profile}, or of each document
 * of an array of that name, as in the server's own queries.
 *
 * @param field what ends here; null where only paths go on
 */
record FieldTree(Map<String, FieldTree> children, @Nullable SensitiveField field) {
    /** A path that goes on behind another's end is a part of that one. */
    static FieldTree of(List<SensitiveField> fields) {
        var root = new FieldTree(new HashMap<>(), null);
        for (var field : fields) {
            root.add(field, field.name());
        }
        return root;
    }

    private void add(SensitiveField whole, String path) {
        int dot = path.indexOf('.');
        var name = dot < 0 ? path : path.substring(0, dot);
        var child = children.get(name);
        if (child != null && child.field != null) {
            return;
        }
        if (dot < 0) {
            children.put(name, new FieldTree(Map.of(), whole));
            return;
        }
        children.computeIfAbsent(name, _ -> new FieldTree(new HashMap<>(), null))
                .add(whole, path.substring(dot + 1));
    }

    Optional<FieldTree> child(String name) {
        return Optional.ofNullable(children.get(name));
    }

    /** In an array: what is named by its index, else the same paths go on in each element. */
    FieldTree element(int index) {
        return children.getOrDefault(String.valueOf(index), this);
    }
}
