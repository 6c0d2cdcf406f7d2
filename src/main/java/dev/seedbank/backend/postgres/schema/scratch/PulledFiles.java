package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.schema.SchemaFile;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A structure as files that declare it: one for each table with all that belongs to it, and one for each other kind. */
public final class PulledFiles {
    private static final String FOLDER = "schema/";

    /** Whoever runs the files owns what they create. */
    private static final Set<StructureKind> LEFT_OUT = EnumSet.of(StructureKind.OWNER);

    private final StructureSet objects;
    private final Map<StructureId, StructureId> sequences = new HashMap<>();

    private PulledFiles(StructureSet objects) {
        this.objects = objects;
        objects.all().stream()
                .filter(object -> object.id().kind() == StructureKind.OWNED_BY && object.owner() != null)
                .forEach(object -> object.needs().stream()
                        .filter(need -> need.kind() == StructureKind.SEQUENCE)
                        .forEach(sequence -> sequences.put(sequence, object.owner())));
    }

    /**
     * @param chosen what of it is to be declared
     * @param histories tables in which tools keep their migrations, such as {@code public.schema_migrations} without quotes; they and
     *     what belongs to them stay out
     */
    public static List<SchemaFile> of(StructureSet objects, Set<StructureId> chosen, Collection<String> histories) {
        var files = new PulledFiles(objects);
        var without = files.without(histories);
        return files.files(objects.all().stream()
                .filter(object -> chosen.contains(object.id()) && !without.contains(object.id()))
                .filter(object -> !LEFT_OUT.contains(object.id().kind()))
                .toList());
    }

    private Set<StructureId> without(Collection<String> histories) {
        var tables = objects.ids().stream()
                .filter(id -> id.kind() == StructureKind.TABLE)
                .filter(id -> histories.contains(String.join(".", Identifiers.parts(id.name()))))
                .collect(Collectors.toCollection(HashSet::new));
        sequences.forEach((sequence, table) -> {
            if (tables.contains(table)) {
                tables.add(sequence);
            }
        });
        var without = new HashSet<>(objects.withOwned(tables));
        var kept = objects.all().stream()
                .filter(object -> object.id().kind() != StructureKind.SCHEMA && !without.contains(object.id()))
                .map(StructureObject::schema)
                .collect(Collectors.toSet());
        var emptied = tables.stream()
                .map(table -> Identifiers.parts(table.name()).getFirst())
                .filter(schema -> !kept.contains(schema))
                .collect(Collectors.toSet());
        without.addAll(objects.withOwned(objects.ids().stream()
                .filter(id -> id.kind() == StructureKind.SCHEMA && emptied.contains(Identifiers.unquote(id.name())))
                .toList()));
        return without;
    }

    private List<SchemaFile> files(List<StructureObject> chosen) {
        var texts = new TreeMap<String, StringBuilder>();
        var written = new HashSet<StructureId>();
        var keys = chosen.stream()
                .filter(object -> object.id().kind() == StructureKind.KEY && object.owner() != null)
                .collect(Collectors.groupingBy(StructureObject::owner));
        for (var object : StructureSet.sorted(chosen)) {
            var statements = PulledTable.of(object)
                    .map(table -> {
                        var own = keys.getOrDefault(object.id(), List.of()).stream()
                                .filter(table::has)
                                .toList();
                        own.forEach(key -> written.add(key.id()));
                        return table.statements(own);
                    })
                    .findFirst()
                    .orElseGet(() -> written.contains(object.id()) ? List.of() : object.statements());
            for (var statement : statements) {
                texts.computeIfAbsent(FOLDER + file(object) + ".sql", name -> new StringBuilder())
                        .append(statement)
                        .append(";\n\n");
            }
        }
        return texts.entrySet().stream()
                .map(entry -> new SchemaFile(
                        entry.getKey(), entry.getValue().toString().stripTrailing() + "\n"))
                .toList();
    }

    private String file(StructureObject object) {
        var kind = object.id().kind();
        if (kind == StructureKind.PRIVILEGES || kind == StructureKind.DEFAULT_PRIVILEGES) {
            return "grants";
        }
        var root = root(object);
        return switch (root.kind()) {
            case TABLE, FOREIGN_TABLE -> {
                var name = Identifiers.parts(root.name());
                yield "tables/" + PulledName.of(name.getFirst(), name.getLast());
            }
            case SCHEMA -> "schemas";
            case EXTENSION, LANGUAGE, ACCESS_METHOD -> "extensions";
            case COLLATION, SHELL_TYPE, TYPE, BASE_TYPE -> "types";
            case PARSER, TEMPLATE, DICTIONARY, CONFIGURATION -> "text_search";
            case FUNCTION -> "functions";
            case OPERATOR, OPERATOR_FAMILY, OPERATOR_CLASS, FAMILY_MEMBER, CAST, CONVERSION, TRANSFORM -> "operators";
            case SEQUENCE -> "sequences";
            case WRAPPER, SERVER, USER_MAPPING -> "servers";
            case VIEW, REFRESH -> "views";
            case PUBLICATION, PUBLICATION_MEMBER -> "publications";
            case EVENT_TRIGGER -> "event_triggers";
            default -> "others";
        };
    }

    /** What an object belongs to in the end: the table of its column, the first of a partition's parents. */
    private StructureId root(StructureObject object) {
        var seen = new HashSet<StructureId>();
        var at = object;
        while (seen.add(at.id())) {
            var owner = at.owner() == null ? sequences.get(at.id()) : at.owner();
            var next = owner == null ? null : objects.get(owner);
            if (next == null) {
                break;
            }
            at = next;
        }
        return at.id();
    }
}
