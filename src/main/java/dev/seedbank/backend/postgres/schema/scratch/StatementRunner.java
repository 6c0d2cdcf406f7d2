package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.Enclosed;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.UsageFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements in an area, many in one message, so that each that fails costs one more and none of the others is lost: a savepoint
 * follows each of them, and the session notes how far it got.
 */
final class StatementRunner {
    private static final int MOST = 500;
    private static final int LONGEST = 1 << 18;

    /** Appends to a path that may be empty, and has it once only. */
    private static final String VISIBLE = """
            select pg_catalog.set_config('search_path', case when path in ('', '""') then pg_catalog.ltrim(more, ', ')
                when pg_catalog.strpos(path, more) > 0 then path else path || more end, true)
            from (select pg_catalog.current_setting('search_path'), ?) at (path, more)
            """;

    private final Session session;
    private final AreaTransaction transaction;
    private final Surroundings around;
    /** What each file begins with. */
    private final Map<String, String> own;
    /** What files set, and what it was before. */
    private final Map<String, String> before = new HashMap<>();

    private @Nullable List<FileSetting> current;
    private int done;

    StatementRunner(SchemaArea area, Surroundings around, List<DeclaredStatement> statements) {
        this.session = area.session();
        this.transaction = area.transaction();
        this.around = around;
        this.own = Map.of(
                "search_path",
                area.searchPath() + around.visible(),
                "row_security",
                "on",
                "standard_conforming_strings",
                "on");
        var names = new TreeSet<>(own.keySet());
        statements.forEach(one -> one.settings().forEach(setting -> names.add(setting.name())));
        names.stream().filter(this::isKnown).forEach(name -> before.put(name, value(name)));
        session.run("savepoint loaded");
    }

    /** One's own have a dot in their names. */
    private boolean isKnown(String name) {
        return name.contains(".") || session.test("select pg_catalog.current_setting(?, true) is not null", name);
    }

    private String value(String name) {
        return session.first("select coalesce(pg_catalog.current_setting(?, true), '')", row -> row.getString(1), name)
                .orElse("");
    }

    /** Makes the settings what they were. */
    void end() {
        session.run("release savepoint loaded");
        reset(Map.of());
    }

    private void reset(Map<String, String> except) {
        session.run(before.entrySet().stream()
                .map(one -> "pg_catalog.set_config(%s, %s, true)"
                        .formatted(
                                Identifiers.literal(one.getKey()),
                                Identifiers.literal(except.getOrDefault(one.getKey(), one.getValue()))))
                .collect(Collectors.joining(", ", "select ", "")));
    }

    /** @return those that fail */
    List<FailedStatement> run(List<DeclaredStatement> statements) {
        var failed = new ArrayList<FailedStatement>();
        var batch = new ArrayList<DeclaredStatement>();
        int length = 0;
        for (var statement : statements) {
            boolean fits = batch.isEmpty()
                    || (batch.size() < MOST
                            && length + statement.sql().length() < LONGEST
                            && batch.getFirst().settings().equals(statement.settings()));
            if (!fits) {
                runBatch(batch, failed);
                batch.clear();
                length = 0;
            }
            batch.add(statement);
            length += statement.sql().length();
        }
        runBatch(batch, failed);
        return failed;
    }

    private void runBatch(List<DeclaredStatement> batch, List<FailedStatement> failed) {
        if (batch.isEmpty()) {
            return;
        }
        use(batch.getFirst().settings());
        for (int from = 0; from < batch.size(); ) {
            var message = StatementMessage.of(batch.subList(from, batch.size()), done);
            int first = done;
            done += message.statements().size();
            var error = attempt(message);
            if (error == null) {
                return;
            }
            int succeeded = succeeded(first);
            from += succeeded;
            failed.add(new FailedStatement(batch.get(from++), error, message.position(succeeded, error)));
        }
    }

    private @Nullable SQLException attempt(StatementMessage message) {
        try {
            session.runAsIs(message.text() + transaction.check());
            return null;
        } catch (SQLException e) {
            if (PostgresErrors.server(e).isEmpty() || PostgresErrors.state(e).startsWith("57")) {
                throw PostgresErrors.translate(e);
            }
            transaction.back("loaded", message.statements().getFirst().place(-1), e);
            return e;
        }
    }

    private int succeeded(int first) {
        var noted = value("seedbank.loaded");
        return noted.isEmpty() ? 0 : Math.max(0, Integer.parseInt(noted) - first);
    }

    private void use(List<FileSetting> settings) {
        if (settings.equals(current)) {
            return;
        }
        reset(own);
        for (var setting : settings) {
            apply(setting);
        }
        if (!around.visible().isEmpty()) {
            session.run(VISIBLE, around.visible());
        }
        session.run("set local standard_conforming_strings = on; release savepoint loaded; savepoint loaded");
        current = settings;
    }

    private void apply(FileSetting setting) {
        try {
            session.runAsIs(Enclosed.of(setting.sql()).statement());
        } catch (SQLException e) {
            throw new UsageFailure(
                    "%s: %s".formatted(setting.place(), PostgresErrors.reason(e)),
                    "Correct the files that declare the structure.",
                    e);
        }
    }
}
