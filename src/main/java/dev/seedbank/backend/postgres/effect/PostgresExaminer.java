package dev.seedbank.backend.postgres.effect;

import dev.seedbank.backend.migration.Examiner;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.migration.StatementEffect;
import dev.seedbank.backend.migration.StatementEffect.Danger;
import dev.seedbank.backend.migration.StatementEffect.Work;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.backend.postgres.script.ScriptStatements;
import dev.seedbank.backend.postgres.script.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks at the words of each statement and at the tables that it names. */
public final class PostgresExaminer implements Examiner {
    private final LiveTables live;
    private final boolean standardStrings;

    /** Tables that the scripts make, as they name them. */
    private final Set<String> made = new HashSet<>();

    /** @param session its own until it is closed */
    public PostgresExaminer(Session session) {
        this.live = new LiveTables(session);
        this.standardStrings = session.greeting().standardStrings();
    }

    @Override
    public List<StatementEffect> examine(Script script) {
        var effects = new ArrayList<StatementEffect>();
        try (var statements = new ScriptStatements(script, standardStrings)) {
            for (var next = statements.next(); next.isPresent(); next = statements.next()) {
                add(effects, effect(next.get(), script));
            }
        }
        return effects;
    }

    private static void add(List<StatementEffect> effects, StatementEffect next) {
        if (!effects.isEmpty() && effects.getLast().isLike(next)) {
            effects.set(effects.size() - 1, effects.getLast().andOneMore());
        } else {
            effects.add(next);
        }
    }

    private StatementEffect effect(Statement statement, Script script) {
        var tokens = new Tokens(statement.tokens());
        var found = new StatementKind(live, made).of(tokens.copy());
        boolean fresh = made.contains(found.table());
        return new StatementEffect(
                statement.line(),
                1,
                tokens.beginning(),
                fresh ? "" : found.lock().words(),
                fresh ? Optional.empty() : live.table(found.table()),
                fresh ? Optional.of("table") : Optional.empty(),
                fresh ? Work.NONE : found.work(),
                fresh ? List.of() : allowed(found.dangers(), script));
    }

    private static List<Danger> allowed(List<Danger> dangers, Script script) {
        return dangers.stream()
                .filter(it -> !script.allowed().contains(it.hazard()))
                .toList();
    }

    @Override
    public void close() {
        live.close();
    }
}
