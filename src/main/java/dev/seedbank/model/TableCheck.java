package dev.seedbank.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.seedbank.backend.model.TableColumn;
import dev.seedbank.model.Finding.Kind;
import dev.seedbank.model.StoreModels.Pair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Compares a table's columns with a model: names, types, and which must have a value. Reads no rows. */
final class TableCheck {
    private final JsonNode schema;
    private final Set<String> required = new HashSet<>();
    private final List<Finding> findings = new ArrayList<>();

    private TableCheck(JsonNode schema) {
        this.schema = schema;
        schema.path("required").forEach(name -> required.add(name.asText()));
    }

    static Checked of(StoreModels store, Pair pair) {
        var check = new TableCheck(pair.model().translation().schema());
        var columns = store.catalog().columns(pair.entry().collection());
        columns.forEach(check::look);
        check.missing(columns);
        return new Checked(
                store.name(),
                store.plain(pair.entry().collection()),
                pair.model().file(),
                0,
                -1,
                0,
                check.findings,
                List.of());
    }

    private void look(TableColumn column) {
        var property = schema.path("properties").path(column.name());
        if (property.isMissingNode()) {
            report(column.name(), "the column %s is not in the model".formatted(column.name()));
            return;
        }
        var types = types(property);
        boolean optional = types.remove("null") || !required.contains(column.name());
        if (column.kind() != TableColumn.Kind.ANY && !types.isEmpty() && !types.contains(word(column))) {
            report(
                    column.name(),
                    "the column %s is %s, the model says %s"
                            .formatted(
                                    column.name(),
                                    column.type(),
                                    String.join(" or ", types.stream().sorted().toList())));
        }
        if (column.isNullable() && !optional) {
            report(column.name(), "the column %s may be null, the model requires it".formatted(column.name()));
        } else if (!column.isNullable() && optional) {
            report(column.name(), "the column %s is not null, the model does not require it".formatted(column.name()));
        }
    }

    private void missing(List<TableColumn> columns) {
        var names = columns.stream().map(TableColumn::name).toList();
        schema.path("properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(name -> !names.contains(name) && !name.equals("_id"))
                .forEach(name -> report(name, "there is no column %s".formatted(name)));
    }

    private void report(String column, String words) {
        findings.add(new Finding(Kind.COLUMN, column, 1, words, List.of()));
    }

    private static String word(TableColumn column) {
        return column.kind().name().toLowerCase(Locale.ROOT);
    }

    /** In the words of JSON; empty if the model allows any. */
    private static Set<String> types(JsonNode property) {
        var types = new HashSet<String>();
        add(property.path("bsonType"), types);
        property.path("allOf").forEach(part -> types.addAll(types(part)));
        property.path("anyOf").forEach(part -> types.addAll(types(part)));
        return types;
    }

    private static void add(JsonNode words, Set<String> types) {
        if (words.isTextual()) {
            types.add(
                    switch (words.textValue()) {
                        case "int", "long", "double", "decimal" -> "number";
                        case "bool" -> "boolean";
                        case "objectId", "date", "binData", "timestamp" -> "string";
                        default -> words.textValue();
                    });
        }
        words.forEach(word -> add(word, types));
    }
}
