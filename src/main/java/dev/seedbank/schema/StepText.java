package dev.seedbank.schema;

import dev.seedbank.backend.migration.StatementEffect;
import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.cli.Text;
import dev.seedbank.migrate.EffectText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Statements of plans, for people and for programs. */
final class StepText {
    /** A function's body is not for a terminal. */
    private static final int WIDTH = 160;

    private static final Pattern BACKFILL =
            Pattern.compile("\\ADO \\$backfill\\$.*?\\((UPDATE .*? SET .*?) AND ctid = ", Pattern.DOTALL);

    private StepText() {}

    static String statements(int count) {
        return Text.count(count, "statement");
    }

    /** As a script has it: what is a command in JSON ends by itself. */
    static String ended(String sql) {
        return sql.startsWith("{") ? sql : sql + ";";
    }

    /** On one line, cut; of a block that fills a column what it does again and again. */
    static String shortened(String sql) {
        var backfill = BACKFILL.matcher(sql);
        return backfill.find() ? cut(backfill.group(1)) + ", in batches" : cut(sql);
    }

    private static String cut(String sql) {
        var line = Text.printable(sql.strip().replaceAll("\\s+", " "));
        var cut = Text.cut(line, WIDTH);
        return cut.length() < line.length() ? cut + " …" : line;
    }

    /** What it is and what it does to others, to rows and to rights, a line each. */
    static List<String> lines(SchemaStep step, List<StatementEffect> effects) {
        var lines = new ArrayList<String>();
        lines.add(shortened(step.sql()));
        effects.forEach(it -> lines.add("  " + Text.printable(EffectText.words(it))));
        if (step.alone()) {
            lines.add("  runs outside a transaction");
        }
        if (step.losesData()) {
            lines.add("  LOSES " + Text.printable(step.loss()));
        }
        step.risks().stream().sorted().forEach(it -> lines.add("  " + words(it)));
        return lines;
    }

    private static String words(SchemaStep.Risk risk) {
        return switch (risk) {
            case LONG_LOCK -> "LONG LOCK: others have to wait while all of its rows are read or written";
            case RIGHTS -> "RIGHTS: changes who may do what";
            case ABSENT -> "ABSENT: others do without it until a later statement has made it again";
            case TRIGGERS -> "TRIGGERS: triggers of the table run for each row that gets a value";
        };
    }

    static Map<String, Object> facts(SchemaStep step) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("object", step.object());
        facts.put("sql", step.sql());
        facts.put("alone", step.alone());
        facts.put("loss", step.losesData() ? step.loss() : null);
        facts.put("risks", step.risks().stream().sorted().map(StepText::word).toList());
        return facts;
    }

    static String word(SchemaStep.Risk risk) {
        return risk.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All of a plan but its statements. */
    static Map<String, Object> rest(SchemaPlan plan) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put(
                "renames",
                plan.renames().stream()
                        .map(it -> Map.of("kind", it.kind(), "from", it.from(), "to", it.to(), "hint", it.hint()))
                        .toList());
        facts.put(
                "refusals",
                plan.refusals().stream()
                        .map(it -> Map.of("object", it.object(), "reason", it.reason(), "advice", it.advice()))
                        .toList());
        facts.put("notes", plan.notes());
        return facts;
    }
}
