package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.schema.scratch.SchemaHint;
import dev.seedbank.backend.postgres.structure.definition.TableDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.schema.SchemaPlan.PossibleRename;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What files say besides what they declare, with names as the server prints them.
 *
 * @param renames where a name can mean two things, both: the one that is not there is none
 * @param using by {@code schema.table.column}
 * @param backfill by {@code schema.table.column}
 */
record Hints(List<PossibleRename> renames, Map<String, String> using, Map<String, String> backfill) {
    /** @param main the schema of names without one */
    static Hints of(List<SchemaHint> hints, String main, Session session) {
        var reading = new Reading(main, session);
        hints.forEach(reading::add);
        return new Hints(reading.renames, reading.using, reading.backfill);
    }

    /** Of a column that files do not declare: a note for each. */
    List<String> strangers(StructureSet declared) {
        var columns = declared.all().stream()
                .flatMap(it -> it.definition() instanceof TableDefinition table
                        ? table.columns().stream().map(column -> table.name() + "." + column.name())
                        : Stream.empty())
                .collect(Collectors.toSet());
        return Stream.concat(named("using", using), named("backfill", backfill))
                .filter(it -> !columns.contains(it.getValue()))
                .map(it -> "seedbank:%s %s names no column that is declared".formatted(it.getKey(), it.getValue()))
                .sorted()
                .toList();
    }

    private static Stream<Map.Entry<String, String>> named(String word, Map<String, String> hints) {
        return hints.keySet().stream().map(it -> Map.entry(word, it));
    }

    private record Reading(
            String main,
            Session session,
            List<PossibleRename> renames,
            Map<String, String> using,
            Map<String, String> backfill) {
        Reading(String main, Session session) {
            this(main, session, new ArrayList<>(), new HashMap<>(), new HashMap<>());
        }

        void add(SchemaHint hint) {
            switch (hint) {
                case SchemaHint.Using it -> using.put(full(it.column(), 3), it.expression());
                case SchemaHint.Backfill it -> backfill.put(full(it.column(), 3), it.expression());
                case SchemaHint.Renamed it -> renamed(it);
            }
        }

        private void renamed(SchemaHint.Renamed hint) {
            var kind = hint.kind().name().toLowerCase(Locale.ROOT);
            switch (hint.kind()) {
                case TABLE -> {
                    renames.add(new PossibleRename("table", full(hint.from(), 2), quoted(hint.to())));
                    if (hint.from().size() == 2) {
                        renames.add(new PossibleRename("column", full(hint.from(), 3), quoted(hint.to())));
                    }
                }
                case TYPE -> renames.add(new PossibleRename(kind, full(hint.from(), 2), quoted(hint.to())));
                case COLUMN -> renames.add(new PossibleRename(kind, full(hint.from(), 3), quoted(hint.to())));
                case VALUE -> {
                    var type = full(hint.from().subList(0, hint.from().size() - 1), 2);
                    var value = Identifiers.literal(hint.from().getLast());
                    renames.add(new PossibleRename(kind, type + "." + value, Identifiers.literal(hint.to())));
                }
            }
        }

        /** With the schema, if it lacks one. */
        private String full(List<String> names, int parts) {
            var all = new ArrayList<>(names);
            if (all.size() < parts) {
                all.addFirst(main);
            }
            return all.stream().map(this::quoted).collect(Collectors.joining("."));
        }

        private String quoted(String name) {
            return session.first("select quote_ident(?)", row -> row.getString(1), name)
                    .orElseThrow();
        }
    }
}
