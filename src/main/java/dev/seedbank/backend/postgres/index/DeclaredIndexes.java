package dev.seedbank.backend.postgres.index;

import dev.seedbank.backend.IndexDeclaration;
import dev.seedbank.config.Nearest;
import dev.seedbank.yaml.YamlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads what a file declares for one table (PostgreSQL manual, CREATE INDEX). */
final class DeclaredIndexes {
    private static final List<String> KEYS = List.of(
            "key",
            "definition",
            "name",
            "unique",
            "method",
            "include",
            "nulls-distinct",
            "where",
            "with",
            "tablespace",
            "concurrently");

    private static final List<String> KEY_KEYS =
            List.of("column", "expression", "collation", "operator-class", "order", "nulls");

    /** {@code created_at desc nulls last}. */
    private static final Pattern ORDERED =
            Pattern.compile("(?is)(.+?)(\\s+(asc|desc))?(\\s+nulls\\s+(first|last))?\\s*");

    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

    private final YamlDocument document;
    private final Set<String> columns;

    /** @param columns that the table has */
    DeclaredIndexes(YamlDocument document, Set<String> columns) {
        this.document = document;
        this.columns = columns;
    }

    /** @throws dev.seedbank.failure.UsageFailure naming the line */
    static List<Declared> of(IndexDeclaration declaration, Set<String> columns) {
        var document = declaration.document();
        declaration.searches().stream().findFirst().ifPresent(it -> {
            throw document.failure(
                    YamlDocument.line(it), "PostgreSQL has no search indexes", "Declare an index with method: gin.");
        });
        var reader = new DeclaredIndexes(document, columns);
        return declaration.indexes().stream().map(reader::index).toList();
    }

    private Declared index(Node node) {
        int line = YamlDocument.line(node);
        if (!(node instanceof MappingNode)) {
            return new Declared(
                    "", false, "", "btree", keys(node), List.of(), true, "", new TreeMap<>(), "", true, line);
        }
        var entries = document.map(node);
        known(entries, KEYS);
        boolean raw = entries.containsKey("definition");
        if (raw == entries.containsKey("key")) {
            throw document.failure(line, "an index needs either key or definition", "Write key: with its columns.");
        }
        refuseBoth(entries, raw);
        return new Declared(
                name(entries, "name"),
                flag(entries, "unique", false),
                text(entries, "definition", ""),
                text(entries, "method", "btree"),
                raw ? List.of() : keys(YamlDocument.require(entries, "key").value()),
                entries.containsKey("include")
                        ? document.list(YamlDocument.require(entries, "include").value())
                        : List.of(),
                flag(entries, "nulls-distinct", true),
                text(entries, "where", ""),
                storage(entries),
                name(entries, "tablespace"),
                flag(entries, "concurrently", true),
                line);
    }

    private void refuseBoth(SequencedMap<String, YamlDocument.Entry> entries, boolean raw) {
        for (var part : List.of("method", "include", "nulls-distinct", "where")) {
            var entry = entries.get(part);
            if (raw && entry != null) {
                throw document.failure(
                        entry.line(), "'%s' is a part of the definition".formatted(part), "Write it there.");
            }
        }
    }

    private List<Declared.Key> keys(Node node) {
        var nodes = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        if (nodes.isEmpty()) {
            throw document.failure(YamlDocument.line(node), "an index without columns", "Add its columns.");
        }
        return nodes.stream().map(this::key).toList();
    }

    private Declared.Key key(Node node) {
        return node instanceof MappingNode ? described(node) : brief(node);
    }

    /** A column, perhaps with its order; or an expression, which has parentheses. */
    private Declared.Key brief(Node node) {
        var text = document.text(node);
        if (columns.contains(text)) {
            return new Declared.Key(text, true, "");
        }
        var parts = ORDERED.matcher(text);
        if (!parts.matches()) {
            throw document.failure(YamlDocument.line(node), "an empty column", "Write its name.");
        }
        var rest = order(parts.group(3), parts.group(5));
        var what = parts.group(1).strip();
        if (columns.contains(what)) {
            return new Declared.Key(what, true, rest);
        }
        if (what.contains("(")) {
            return new Declared.Key(checked(node, what), false, rest);
        }
        throw noColumn(node, what);
    }

    private RuntimeException noColumn(Node node, String what) {
        return document.failure(
                YamlDocument.line(node),
                "the table has no column '%s'".formatted(what),
                Nearest.advice(what, columns, "An expression needs parentheses."));
    }

    private Declared.Key described(Node node) {
        var entries = document.map(node);
        known(entries, KEY_KEYS);
        boolean column = entries.containsKey("column");
        if (column == entries.containsKey("expression")) {
            throw document.failure(
                    YamlDocument.line(node), "a key is either a column or an expression", "Write one of the two.");
        }
        var text = column ? name(entries, "column") : text(entries, "expression", "");
        if (column && !columns.contains(text)) {
            throw noColumn(node, text);
        }
        var rest = new StringBuilder();
        append(rest, " COLLATE ", text(entries, "collation", ""));
        append(rest, " ", text(entries, "operator-class", ""));
        rest.append(order(
                oneOf(entries, "order", List.of("asc", "desc")), oneOf(entries, "nulls", List.of("first", "last"))));
        return new Declared.Key(text, column, rest.toString());
    }

    private static void append(StringBuilder rest, String before, String text) {
        if (!text.isEmpty()) {
            rest.append(before).append(text);
        }
    }

    /** What is not so anyway, as the server writes it: nulls are last unless the order descends. */
    private static String order(
            @org.jspecify.annotations.Nullable String order, @org.jspecify.annotations.Nullable String nulls) {
        boolean descends = order != null && order.equalsIgnoreCase("desc");
        var usual = descends ? "first" : "last";
        boolean said = nulls != null && !nulls.equalsIgnoreCase(usual);
        return (descends ? " DESC" : "")
                + (said ? " NULLS " + String.valueOf(nulls).toUpperCase(Locale.ROOT) : "");
    }

    private @org.jspecify.annotations.Nullable String oneOf(
            SequencedMap<String, YamlDocument.Entry> entries, String key, List<String> words) {
        var entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        var text = document.text(entry.value());
        if (!words.contains(text.toLowerCase(Locale.ROOT))) {
            throw document.failure(
                    entry.line(),
                    "%s cannot be '%s'".formatted(key, text),
                    "Write one of: " + String.join(", ", words));
        }
        return text;
    }

    private SortedMap<String, String> storage(SequencedMap<String, YamlDocument.Entry> entries) {
        var storage = new TreeMap<String, String>();
        var entry = entries.get("with");
        if (entry != null) {
            document.map(entry.value())
                    .forEach((name, parameter) -> storage.put(name, document.text(parameter.value())));
        }
        return storage;
    }

    /** A name, which is quoted. */
    private String name(SequencedMap<String, YamlDocument.Entry> entries, String key) {
        var entry = entries.get(key);
        return entry == null ? "" : document.text(entry.value());
    }

    private String text(SequencedMap<String, YamlDocument.Entry> entries, String key, String otherwise) {
        var entry = entries.get(key);
        return entry == null
                ? otherwise
                : checked(entry.value(), document.text(entry.value()).strip());
    }

    /** It becomes a part of a statement, and must not begin another: what a semicolon may stand in is constants and names alone. */
    private String checked(Node node, String sql) {
        if (sql.indexOf(';') >= 0) {
            boolean plain = sql.indexOf('\\') < 0 && sql.indexOf('$') < 0 && !sql.contains("--") && !sql.contains("/*");
            if (plain && QUOTED.matcher(sql).replaceAll("").matches("[^;'\"]*")) {
                return sql;
            }
            throw document.failure(
                    YamlDocument.line(node), "a semicolon outside of a constant", "Write one expression.");
        }
        return sql;
    }

    private boolean flag(SequencedMap<String, YamlDocument.Entry> entries, String key, boolean otherwise) {
        var entry = entries.get(key);
        return entry == null ? otherwise : document.flag(entry.value());
    }

    private void known(SequencedMap<String, YamlDocument.Entry> entries, List<String> keys) {
        var unknown = new ArrayList<>(entries.values());
        unknown.removeIf(it -> keys.contains(it.key()));
        if (!unknown.isEmpty()) {
            var one = unknown.getFirst();
            throw document.failure(
                    one.line(),
                    "unknown '%s'".formatted(one.key()),
                    Nearest.advice(one.key(), keys, "There is: " + String.join(", ", keys)));
        }
    }
}
