package dev.seedbank.migrate;

import dev.seedbank.backend.migration.StatementEffect;
import dev.seedbank.backend.migration.StatementEffect.Danger;
import dev.seedbank.backend.migration.StatementEffect.Table;
import dev.seedbank.backend.migration.StatementEffect.Work;
import dev.seedbank.cli.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** What a statement would do, for people and for programs. */
public final class EffectText {
    private EffectText() {}

    /** What it would do to others meanwhile. */
    static List<String> lines(List<StatementEffect> effects) {
        return effects.isEmpty()
                ? List.of("no statements")
                : effects.stream().map(EffectText::line).toList();
    }

    /** {@code line 3: ALTER TABLE users: ACCESS EXCLUSIVE on users (12.0 MiB), rewrites it}. */
    private static String line(StatementEffect effect) {
        var line = new StringBuilder("line %d: %s".formatted(effect.line(), effect.statement()));
        if (effect.count() > 1) {
            line.append(" (%d statements)".formatted(effect.count()));
        }
        return line.append(": ").append(words(effect)).toString();
    }

    /** {@code ACCESS EXCLUSIVE on users (12.0 MiB), rewrites all of it}. */
    public static String words(StatementEffect effect) {
        var lock = effect.fresh().map("new "::concat).orElse(effect.lock().isEmpty() ? "no lock" : effect.lock());
        var table = effect.table()
                .map(it -> " on %s (%s)".formatted(it.name(), size(it)))
                .orElse("");
        return lock
                + table
                + switch (effect.work()) {
                    case NONE -> "";
                    case READS -> ", reads all of it";
                    case REWRITES -> ", rewrites all of it";
                };
    }

    private static String size(Table table) {
        var bytes = Text.size(table.bytes());
        return table.documents().isEmpty()
                ? bytes
                : "%s, %s".formatted(Text.count(table.documents().getAsLong(), "document"), bytes);
    }

    static Map<String, Object> facts(String store, Examined examined) {
        var facts = MigrationFacts.of(store, examined.migration());
        facts.put("effects", examined.effects().stream().map(EffectText::facts).toList());
        return facts;
    }

    /** As a JSON document tells of it. */
    public static Map<String, Object> facts(StatementEffect effect) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("line", effect.line());
        facts.put("count", effect.count());
        facts.put("statement", effect.statement());
        facts.put("lock", effect.lock().toLowerCase(Locale.ROOT));
        facts.put("table", effect.table().map(Table::name).orElse(""));
        facts.put("fresh", effect.fresh().isPresent());
        effect.table()
                .map(Table::documents)
                .filter(OptionalLong::isPresent)
                .ifPresent(it -> facts.put("documents", it.getAsLong()));
        facts.put("bytes", effect.table().map(Table::bytes).orElse(0L));
        facts.put("readsAll", effect.work() == Work.READS);
        facts.put("rewrites", effect.work() == Work.REWRITES);
        facts.put("dangers", effect.dangers().stream().map(EffectText::facts).toList());
        return facts;
    }

    static Map<String, Object> facts(Danger danger) {
        return Map.of("rule", danger.hazard().rule(), "what", danger.what(), "instead", danger.instead());
    }
}
