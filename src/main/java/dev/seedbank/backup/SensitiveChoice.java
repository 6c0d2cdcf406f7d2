package dev.seedbank.backup;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.Snapshot;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.config.Nearest;
import dev.seedbank.config.SensitiveFields;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which fields of which collections stay out of a backup, by the names in the settings; and which of these names mean nothing. */
public final class SensitiveChoice {
    private final SensitiveFields settings;
    private final Map<String, List<Use>> uses = new HashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> filled = new HashSet<>();

    SensitiveChoice(SensitiveFields settings) {
        this.settings = settings;
    }

    /** A field of one collection that a name of the settings means. */
    private record Use(Snapshot snapshot, Collection collection, String field) {
        boolean met() {
            return !snapshot.neverMet(collection).contains(field);
        }
    }

    /**
     * Tells the snapshot what to leave out.
     *
     * @param chosen of the snapshot's collections, those that are to be read
     * @return by collection; without those that are backed up with all that they have
     * @throws dev.seedbank.failure.UsageFailure if a field cannot be left out
     */
    Map<Collection, List<SensitiveField>> leaveOut(StoreReader store, Snapshot snapshot, List<Collection> chosen) {
        var all = new HashMap<Collection, List<SensitiveField>>();
        if (settings.isEmpty()) {
            return all;
        }
        for (var collection : snapshot.collections()) {
            if (collection.kind() == Collection.Kind.DATA) {
                var fields = fields(store, snapshot, collection);
                if (!fields.isEmpty() && chosen.contains(collection)) {
                    snapshot.leaveOut(collection, fields);
                    all.put(collection, fields);
                }
            }
        }
        return all;
    }

    private List<SensitiveField> fields(StoreReader store, Snapshot snapshot, Collection collection) {
        boolean documents = Backup.noun(store).equals("document");
        var columns = snapshot.columns(collection).stream().map(Column::name).toList();
        var names = names(store, collection);
        known.addAll(columns.isEmpty() && documents ? List.of(names.iterator().next()) : labelled(names, columns));
        var fields = new ArrayList<SensitiveField>();
        settings.of(names).forEach((field, name) -> {
            if (documents || columns.contains(field)) {
                uses.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Use(snapshot, collection, field));
                names.forEach(label -> filled.add(label + "." + field));
                filled.add("*." + field);
                fields.add(new SensitiveField(field, settings.fill(names, field)));
            } else {
                refuseInside(name, field, columns);
            }
        });
        return fields;
    }

    /** Nothing else would say that what is inside a column of JSON stays in the backup. */
    private static void refuseInside(String name, String field, List<String> columns) {
        columns.stream()
                .filter(column -> field.startsWith(column + "."))
                .findFirst()
                .ifPresent(column -> {
                    throw new UsageFailure(
                            ErrorCode.SETTINGS,
                            "seedbank.sensitive names '%s', and '%s' is a column: a part of it cannot be left out"
                                    .formatted(name, column),
                            "Name the column: %s."
                                    .formatted(name.substring(0, name.length() - field.length() + column.length())),
                            null);
                });
    }

    /** As the settings may call it; in a family a collection's own name means that of every database. */
    public static Set<String> names(StoreReader store, Collection collection) {
        var names = new LinkedHashSet<String>();
        names.add(collection.label(Backup.separator(store)));
        if (store.settings().isFamily()) {
            names.add(collection.name());
        }
        return names;
    }

    private static List<String> labelled(Set<String> names, List<String> columns) {
        var label = names.iterator().next();
        return columns.stream().map(column -> label + "." + column).toList();
    }

    /** What to say of names that mean nothing, when all collections of the project have been read: most likely they are mistyped. */
    List<String> warnings() {
        var warnings = new ArrayList<String>();
        for (var name : settings.names()) {
            if (uses.getOrDefault(name, List.of()).stream().noneMatch(Use::met)) {
                warnings.add("seedbank.sensitive names '%s', and nothing of that name is there. %s"
                        .formatted(name, nearest(name)));
            }
        }
        for (var name : settings.fills().keySet()) {
            if (!filled.contains(name)) {
                warnings.add("seedbank.fill names '%s', which is not a field that seedbank.sensitive names. %s"
                        .formatted(name, nearest(name)));
            }
        }
        return warnings.stream().map(String::strip).toList();
    }

    /** The nearest column; where there are none to know, the field in the nearest collection. */
    private String nearest(String name) {
        int dot = name.lastIndexOf('.');
        return Nearest.nearest(name, known)
                .or(() -> Nearest.nearest(name.substring(0, dot), known).map(it -> it + name.substring(dot)))
                .filter(it -> !it.equals(name))
                .map("Did you mean '%s'?"::formatted)
                .orElse("");
    }
}
