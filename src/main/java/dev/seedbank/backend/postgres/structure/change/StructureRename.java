package dev.seedbank.backend.postgres.structure.change;

import dev.seedbank.backend.SequenceValue;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.postgres.structure.script.SqlTokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Tables of a backup under other names, with all that belongs to them. What has a name of its own in the schema gets a new one as well:
 * partitions, indexes and the constraints that they are of, sequences, statistics. What only has a name within its table keeps it.
 */
final class StructureRename {
    /** Bytes of a name; the server cuts off the rest. */
    private static final int LONGEST = 63;

    private final StructureSet backup;
    private final Set<List<String>> taken;
    private final UnaryOperator<String> quote;
    /** From schema and old name to the new name, all unquoted. */
    private final Map<List<String>, String> names = new HashMap<>();

    private final Set<StructureId> renamed = new LinkedHashSet<>();

    /**
     * @param taken schema and name of every relation that there is
     * @param quote makes a name what the server would print
     */
    StructureRename(StructureSet backup, Set<List<String>> taken, UnaryOperator<String> quote) {
        this.backup = backup;
        this.taken = new HashSet<>(taken);
        this.quote = quote;
    }

    /** @param name the new one, unquoted */
    void add(StructureId table, String name) {
        var old = Identifiers.parts(table.name());
        names.put(old, name);
        taken.add(List.of(old.getFirst(), name));
        var group = new LinkedHashSet<>(backup.withOwned(List.of(table)));
        for (var id : List.copyOf(group)) {
            if (id.kind() == StructureKind.OWNED_BY) {
                group.addAll(backup.withOwned(List.of(new StructureId(StructureKind.SEQUENCE, id.name()))));
            }
        }
        renamed.addAll(group);
        for (var object : objects(group)) {
            relations(object)
                    .forEach(relation -> names.computeIfAbsent(relation, it -> derive(it, old.getLast(), name)));
        }
    }

    /** The backup with the new names in the place of the old ones. */
    StructureSet objects() {
        var all = new ArrayList<StructureObject>();
        backup.all().stream().filter(object -> !renamed.contains(object.id())).forEach(all::add);
        objects(renamed).forEach(object -> all.add(renamed(object)));
        return new StructureSet(all);
    }

    /** The sequences that were renamed, under their new names. */
    List<SequenceValue> sequences(List<SequenceValue> sequences) {
        return sequences.stream()
                .filter(it -> names.containsKey(List.of(it.namespace(), it.name())))
                .map(it -> new SequenceValue(
                        it.namespace(),
                        Objects.requireNonNull(names.get(List.of(it.namespace(), it.name()))),
                        it.value(),
                        it.called()))
                .toList();
    }

    private List<StructureObject> objects(Collection<StructureId> ids) {
        return backup.all().stream().filter(object -> ids.contains(object.id())).toList();
    }

    /** Whether a table can stand alone: one that inherits would show its rows in its parents, too. */
    static boolean isPossible(StructureSet backup, StructureId table) {
        var object = backup.get(table);
        return object != null && object.needs().stream().noneMatch(need -> need.kind() == StructureKind.TABLE);
    }

    /** Schema and name of a relation and of all that belongs to it. */
    static Set<List<String>> relations(StructureSet objects, StructureId table) {
        var found = new HashSet<List<String>>();
        for (var id : objects.withOwned(List.of(table))) {
            var object = objects.get(id);
            if (object != null) {
                found.addAll(relations(object));
            }
        }
        return found;
    }

    /** Names in the schema that come into being with this object. */
    private static List<List<String>> relations(StructureObject object) {
        var parts = Identifiers.parts(object.id().name());
        return switch (object.id().kind()) {
            case TABLE -> {
                var all = new ArrayList<>(identities(object));
                all.add(parts);
                yield all;
            }
            case INDEX, STATISTICS, SEQUENCE -> List.of(parts);
            case KEY -> List.of(List.of(parts.getFirst(), parts.getLast()));
            default -> List.of();
        };
    }

    /** The sequences of identity columns: {@code SEQUENCE NAME schema.name}. */
    private static List<List<String>> identities(StructureObject table) {
        var found = new ArrayList<List<String>>();
        var tokens = SqlTokens.of(table.statements().getFirst());
        for (int i = 0; i + 6 < tokens.size(); i++) {
            if (tokens.get(i).equals("SEQUENCE") && tokens.get(i + 2).equals("NAME")) {
                found.add(Identifiers.parts(String.join("", tokens.subList(i + 4, i + 7))));
            }
        }
        return found;
    }

    private String derive(List<String> relation, String oldTable, String newTable) {
        var name = relation.getLast();
        var wanted = name.startsWith(oldTable) ? newTable + name.substring(oldTable.length()) : newTable + "_" + name;
        var derived = shortened(wanted, "");
        for (int n = 1; !taken.add(List.of(relation.getFirst(), derived)); n++) {
            derived = shortened(wanted, "_" + n);
        }
        return derived;
    }

    private static String shortened(String name, String end) {
        var start = name;
        while ((start + end).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            start = start.substring(0, start.offsetByCodePoints(start.length(), -1));
        }
        return start + end;
    }

    private StructureObject renamed(StructureObject object) {
        var needs = object.needs().stream().map(this::renamed).collect(Collectors.toSet());
        var owner = object.owner() == null ? null : renamed(object.owner());
        var statements =
                object.statements().stream().map(sql -> rewritten(sql, object)).toList();
        return new StructureObject(renamed(object.id()), object.schema(), owner, needs, statements, object.afterRows());
    }

    private StructureId renamed(StructureId id) {
        var object = backup.get(id);
        if (object == null || !renamed.contains(id)) {
            return id;
        }
        var name = rewritten(id.name(), object);
        if (id.kind() == StructureKind.KEY) {
            var parts = Identifiers.parts(id.name());
            var last = quote.apply(names.getOrDefault(List.of(parts.getFirst(), parts.getLast()), parts.getLast()));
            name = name.substring(
                            0, name.length() - SqlTokens.of(name).getLast().length())
                    + last;
        }
        return new StructureId(id.kind(), name);
    }

    private String rewritten(String sql, StructureObject object) {
        return new Statement(SqlTokens.of(sql), object.id().kind(), schema(object)).rewritten();
    }

    /** That of its table, for a comment and the like. */
    private String schema(StructureObject object) {
        var owner = object.schema().isEmpty() && object.owner() != null ? backup.get(object.owner()) : null;
        return owner == null ? object.schema() : schema(owner);
    }

    /** One statement or name, with its old names replaced. */
    private final class Statement {
        private final List<String> tokens;
        private final StructureKind kind;
        private final String schema;
        private String before = "";

        Statement(List<String> tokens, StructureKind kind, String schema) {
            this.tokens = new ArrayList<>(tokens);
            this.kind = kind;
            this.schema = schema;
        }

        String rewritten() {
            for (int i = 0; i < tokens.size(); i++) {
                var token = tokens.get(i);
                boolean first = i == 0 || !tokens.get(i - 1).equals(".");
                if (SqlTokens.isName(token) && first) {
                    rewriteName(i);
                } else if (token.endsWith("'") && at(i + 3).equals("regclass")) {
                    tokens.set(i, literal(token));
                }
                before = SqlTokens.isBlank(token) ? before : token;
            }
            return String.join("", tokens);
        }

        private void rewriteName(int i) {
            var token = tokens.get(i);
            if (!at(i + 1).equals(".")) {
                if (isRelation()) {
                    replace(i, schema, token);
                }
            } else if (names.containsKey(key(unquoted(token), at(i + 2)))) {
                // a function may be called as the table is
                if (!at(i + 3).equals("(") || before.equals("REFERENCES")) {
                    replace(i + 2, unquoted(token), at(i + 2));
                }
            } else {
                replace(i, schema, token); // before the name of a column
            }
        }

        /** Whether a name without a schema is that of an index or its constraint. */
        private boolean isRelation() {
            return switch (kind) {
                case INDEX -> before.equals("INDEX");
                case KEY, COMMENT -> before.equals("CONSTRAINT");
                case MARK -> before.equals("INDEX") || before.equals("ON");
                default -> false;
            };
        }

        private void replace(int i, String schema, String name) {
            var found = names.get(key(schema, name));
            if (found != null) {
                tokens.set(i, quote.apply(found));
            }
        }

        /** As in {@code nextval('public.users_id_seq'::regclass)}. */
        private String literal(String token) {
            var parts = Identifiers.parts(
                    token.substring(token.indexOf('\'') + 1, token.length() - 1).replace("''", "'"));
            var found = parts.size() == 2 ? names.get(parts) : null;
            return found == null
                    ? token
                    : Identifiers.literal(quote.apply(parts.getFirst()) + "." + quote.apply(found));
        }

        private String at(int i) {
            return i < tokens.size() ? tokens.get(i) : "";
        }

        private static List<String> key(String schema, String name) {
            return List.of(schema, unquoted(name));
        }

        private static String unquoted(String token) {
            return token.isEmpty() ? "" : Identifiers.parts(token).getFirst();
        }
    }
}
