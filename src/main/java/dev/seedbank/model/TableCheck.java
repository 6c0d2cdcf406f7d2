package dev.seedbank.model;

import dev.seedbank.backend.ModelCatalog.Kind;
import dev.seedbank.backend.model.TableColumn;
import dev.seedbank.model.StoreModels.Pair;
import dev.seedbank.model.schema.FieldRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares a table's columns with a model: names, types, and which must have a value. Reads no rows. */
final class TableCheck {
    private final Map<String, FieldRule> fields;
    private final List<Finding> findings = new ArrayList<>();

    private TableCheck(Map<String, FieldRule> fields) {
        this.fields = fields;
    }

    static Checked of(StoreModels store, Pair pair) {
        var collection = store.plain(pair.entry().collection());
        return Checked.ofTable(store.name(), collection, pair.model().file(), findings(store, pair));
    }

    /** A view shows what others hold: nothing is said of it. */
    static List<Finding> findings(StoreModels store, Pair pair) {
        if (pair.entry().kind() == Kind.VIEW) {
            return List.of();
        }
        var check = new TableCheck(pair.model().fields());
        var columns = store.catalog().columns(pair.entry().collection());
        columns.forEach(check::look);
        check.missing(columns);
        return check.findings;
    }

    private void look(TableColumn column) {
        var rule = fields.get(column.name());
        if (rule == null) {
            report(column.name(), "the column %s is not in the model".formatted(column.name()));
            return;
        }
        var types =
                rule.types().stream().filter(it -> !it.equals("null")).sorted().toList();
        if (column.kind() != TableColumn.Kind.ANY && !types.isEmpty() && !types.contains(word(column))) {
            report(
                    column.name(),
                    "the column %s is %s, the model says %s"
                            .formatted(column.name(), column.type(), String.join(" or ", types)));
        }
        boolean any = rule.types().isEmpty();
        boolean optional = !rule.required() || rule.types().contains("null");
        if (column.isNullable() && !optional && !any) {
            report(column.name(), "the column %s may be null, the model requires it".formatted(column.name()));
        } else if (!column.isNullable() && optional) {
            report(column.name(), "the column %s is not null, the model does not require it".formatted(column.name()));
        }
    }

    private void missing(List<TableColumn> columns) {
        var names = columns.stream().map(TableColumn::name).toList();
        fields.keySet().stream()
                .filter(name -> !names.contains(name) && !name.equals("_id"))
                .forEach(name -> report(name, "there is no column %s".formatted(name)));
    }

    private void report(String column, String words) {
        findings.add(new Finding(Finding.Kind.COLUMN, column, 1, words, List.of()));
    }

    private static String word(TableColumn column) {
        return column.kind().name().toLowerCase(Locale.ROOT);
    }
}
