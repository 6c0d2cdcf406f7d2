package dev.seedbank.backend.postgres.schema;

import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.testing.Database;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the tables of a database hold.
 *
 * @param columns by table and column, with their type: a digest of all values, in no order; generated ones are left out
 * @param sequences by name: where they are
 */
record CorpusRows(Map<String, Map<String, String>> columns, Map<String, String> sequences) {
    private static final String COLUMNS = """
            select json_build_object('table', c.oid::regclass, 'column', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod))
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relkind = 'r' and a.attgenerated = ''
                and n.nspname not in ('pg_catalog', 'information_schema', 'seedbank')
            order by c.oid::regclass::text, a.attnum""";
    private static final String SEQUENCES = """
            select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'S' and n.nspname <> 'seedbank'""";

    static CorpusRows of(Database db) {
        var columns = new TreeMap<String, Map<String, String>>();
        for (var name : db.query("select concat_ws(chr(9), x ->> 'table', x ->> 'column', x ->> 'type') from ("
                + COLUMNS + ") as q (x)")) {
            var parts = List.of(name.split("\t", -1));
            var values = db.query(
                    "select count(*) || ' ' || coalesce(md5(string_agg(x, ',' order by x)), '') from (select coalesce("
                            + parts.get(1) + "::text, '(null)') from " + parts.get(0) + ") as q (x)");
            columns.computeIfAbsent(parts.get(0), _ -> new TreeMap<>())
                    .put(parts.get(1), values.getFirst() + " " + parts.get(2));
        }
        var sequences = new TreeMap<String, String>();
        for (var name : db.query(SEQUENCES)) {
            sequences.put(
                    name,
                    db.query("select last_value || ' ' || is_called from " + name)
                            .getFirst());
        }
        return new CorpusRows(columns, sequences);
    }

    /** What is no longer as it was, though no step of the plan tells of a loss there. */
    String lost(CorpusRows after, SchemaPlan plan) {
        var told = plan.steps().stream()
                .filter(SchemaStep::losesData)
                .map(step -> step.object() + " " + step.sql())
                .collect(Collectors.joining("\n"));
        var lost = new StringBuilder();
        columns.forEach((table, before) -> {
            if (before.values().stream().anyMatch(it -> !it.startsWith("0 ")) && !mentions(told, table)) {
                lost.append(compare(table, before, after.columns.getOrDefault(table, Map.of()), plan));
            }
        });
        sequences.forEach((name, position) -> {
            if (!after.sequences.getOrDefault(name, position).equals(position)) {
                lost.append(name).append(" was at ").append(position).append('\n');
            }
        });
        return lost.toString();
    }

    /** Values of a column that got another type are judged by those who planned it; their number stays. */
    private static String compare(
            String table, Map<String, String> before, Map<String, String> after, SchemaPlan plan) {
        var lost = new StringBuilder();
        before.forEach((column, values) -> {
            var now = after.get(column);
            boolean gone = now == null && !isRenamed(plan, table);
            boolean sameType = now != null && type(now).equals(type(values));
            boolean fewer = now != null && !count(now).equals(count(values));
            if (gone || fewer || (sameType && !isRewritten(plan, column) && !now.equals(values))) {
                lost.append(table)
                        .append('.')
                        .append(column)
                        .append(": ")
                        .append(values)
                        .append(" is now ")
                        .append(now)
                        .append('\n');
            }
        });
        return lost.toString();
    }

    /** As a whole word: a table may be called {@code t}. */
    private static boolean mentions(String text, String table) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(bare(table)) + "(?![\\w$])")
                .matcher(text)
                .find();
    }

    private static boolean isRenamed(SchemaPlan plan, String table) {
        return plan.steps().stream().anyMatch(step -> step.sql().contains(" RENAME ") && mentions(step.sql(), table));
    }

    /** By a hint: filled, or an enum's value has another name. */
    private static boolean isRewritten(SchemaPlan plan, String column) {
        return plan.steps().stream()
                .anyMatch(step -> step.sql().contains(" RENAME VALUE ")
                        || (step.sql().contains("UPDATE ") && step.sql().contains(column)));
    }

    private static String bare(String table) {
        return table.substring(table.lastIndexOf('.') + 1);
    }

    private static String count(String values) {
        return values.substring(0, values.indexOf(' '));
    }

    private static String type(String values) {
        return values.substring(values.indexOf(' ', values.indexOf(' ') + 1));
    }
}
