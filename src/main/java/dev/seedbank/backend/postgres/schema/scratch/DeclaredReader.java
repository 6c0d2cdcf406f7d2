package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.script.ScriptStatements;
import dev.seedbank.backend.postgres.script.ServerWide;
import dev.seedbank.backend.postgres.script.Statement;
import dev.seedbank.backend.postgres.script.StringSetting;
import dev.seedbank.backend.postgres.structure.model.GrantedBy;
import dev.seedbank.backend.postgres.structure.script.SqlTokens;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.failure.UsageFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Takes files apart into the statements that create something, and refuses those that do anything else. */
final class DeclaredReader {
    private static final Set<String> MOMENTS = Set.of("'now'", "'today'", "'tomorrow'", "'yesterday'");

    private static final Set<String> TIMES = Set.of("DATE", "TIME", "TIMETZ", "TIMESTAMP", "TIMESTAMPTZ");

    private static final Set<String> CREATING =
            Set.of("CREATE", "ALTER", "COMMENT", "GRANT", "REVOKE", "SECURITY", "REFRESH", "DO");

    /** Words between {@code CREATE} and the name of what it creates. */
    private static final Set<String> BEFORE_NAME =
            Set.of("IF", "NOT", "EXISTS", "CONCURRENTLY", "ONLY", "CLASS", "FAMILY");

    private static final Pattern OPERATOR = Pattern.compile("[-+*/<>=~!@#%^&|`?]");

    private static final Pattern SETVAL =
            Pattern.compile("\\A\\s*select\\s+(?:pg_catalog\\s*\\.\\s*)?setval\\s*\\(", Pattern.CASE_INSENSITIVE);

    private static final Pattern CONCURRENTLY = Pattern.compile("\\bconcurrently\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern EXTENSION =
            Pattern.compile("\\A(create\\s+extension\\s+)(?!if\\s+not\\s+exists\\b)", Pattern.CASE_INSENSITIVE);

    private final SchemaFile file;
    private final Surroundings around;
    private final List<DeclaredStatement> statements = new ArrayList<>();
    private List<FileSetting> settings = List.of();

    private DeclaredReader(SchemaFile file, Surroundings around) {
        this.file = file;
        this.around = around;
    }

    static List<DeclaredStatement> read(SchemaFile file, Surroundings around) {
        var reader = new DeclaredReader(file, around);
        ScriptStatements.all(file.name(), file.text(), comment -> {}).forEach(reader::read);
        return reader.statements;
    }

    private void read(Statement statement) {
        var words = statement.words();
        var first = words.word(0);
        refuseStrings(statement);
        if (first.equals("RESET") && words.word(1).equals("ALL")) {
            settings = List.of();
        } else if (first.equals("SET") || first.equals("RESET") || FileSetting.isFunction(statement)) {
            set(statement);
        } else if (ServerWide.isIn(statement) && !isForeignServer(statement)) {
            throw refusal(
                    statement,
                    "changes more than its own database",
                    "Roles, databases and settings belong to the whole server: create them elsewhere.");
        } else if (CREATING.contains(first)) {
            refuseTransactions(statement);
            refuseMoments(statement);
            create(statement);
        } else if (!isIgnored(statement)) {
            throw refusal(statement, "declares no structure", advice(first));
        }
    }

    /** It is the database's own, and nobody connects to the other server before its tables are read. */
    private static boolean isForeignServer(Statement statement) {
        return statement.words().word(1).equals("SERVER")
                && !statement.words().word(0).equals("DROP");
    }

    private static boolean isIgnored(Statement statement) {
        var words = statement.words();
        return words.beginsTransaction()
                || words.commits()
                || SETVAL.matcher(statement.sql()).find();
    }

    /** Where a statement ends depends on it. */
    private void refuseStrings(Statement statement) {
        boolean inBlock = statement.words().word(0).equals("DO") && StringSetting.isNamedIn(statement);
        if (inBlock || StringSetting.of(statement) == StringSetting.OFF) {
            throw refusal(
                    statement,
                    "sets standard_conforming_strings, which changes how the rest of the file is read",
                    "Remove it, and write strings with escapes as E'…'.");
        }
    }

    private void refuseTransactions(Statement statement) {
        var words = statement.words();
        if (words.needsNoTransaction() && !words.createsIndexConcurrently()) {
            throw refusal(statement, "cannot run in a transaction", "Remove it from the files.");
        }
    }

    /** They would be another moment each time that the file is read (PostgreSQL manual, Date/Time Input). */
    private void refuseMoments(Statement statement) {
        var tokens = SqlTokens.of(statement.sql()).stream() // with what is in strings
                .filter(it -> !SqlTokens.isBlank(it))
                .toList();
        for (int i = 1; i + 1 < tokens.size(); i++) {
            var value = tokens.get(i + 1);
            if (tokens.get(i).equalsIgnoreCase("DEFAULT")
                    && MOMENTS.contains(value.toLowerCase(Locale.ROOT))
                    && isOfTime(tokens, i)) {
                throw refusal(
                        statement,
                        "has the default %s, which the server evaluates once, when the table is created"
                                .formatted(value),
                        "Use now(), or current_date for a date.");
            }
        }
    }

    /** By the column's type, or a cast. */
    private static boolean isOfTime(List<String> tokens, int at) {
        int begin = tokens.subList(0, at).lastIndexOf(",") + 1;
        int end = Math.min(tokens.size(), at + 5);
        return IntStream.range(begin, end)
                .filter(it -> it < at || it > at + 1)
                .mapToObj(it -> tokens.get(it).toUpperCase(Locale.ROOT))
                .anyMatch(TIMES::contains);
    }

    private static String advice(String first) {
        return switch (first) {
            case "INSERT", "UPDATE", "DELETE", "MERGE", "COPY", "TRUNCATE" ->
                "Rows belong in seeds or migrations, not in the files that declare the structure.";
            case "DROP" -> "Remove it: what no file declares is dropped.";
            default -> "Remove it from the files.";
        };
    }

    private void set(Statement statement) {
        var setting = FileSetting.of(statement, place(statement));
        if (setting.isRole()) {
            throw refusal(
                    statement,
                    "changes the owner of what follows, which files cannot declare",
                    "Remove it: whoever runs 'seedbank push' owns what it creates.");
        }
        var all = new ArrayList<>(settings);
        all.removeIf(one -> one.name().equals(setting.name()));
        if (setting.hasEffect() && !statement.words().word(0).equals("RESET")) {
            all.add(setting);
        }
        settings = List.copyOf(all);
    }

    private void create(Statement statement) {
        var tokens = statement.tokens();
        boolean isThere = tokens.size() == 3
                && tokens.get(1).equalsIgnoreCase("SCHEMA")
                && around.schemas().contains(name(tokens.get(2)));
        var created = created(tokens);
        if (around.stuck().stream().anyMatch(extensions -> extensions.has(created))) {
            throw refusal(
                    statement,
                    "%s has the same name as an extension's object, and the two cannot be told apart here"
                            .formatted(created),
                    "Let the user create databases (ALTER ROLE … CREATEDB), or set seedbank.scratch-url in seedbank.yaml to a server where it may.");
        }
        if (!isThere) {
            statements.add(new DeclaredStatement(
                    file.name(),
                    statement.line(),
                    around.inward(runnable(statement)),
                    LoadPhase.of(statement),
                    created,
                    tokens.stream().map(DeclaredReader::name).distinct().toList(),
                    settings));
        }
    }

    /** Nobody else uses what is in a scratch area, and its transaction does not end; extensions may be there. */
    private static String runnable(Statement statement) {
        var sql = statement.words().createsIndexConcurrently()
                ? CONCURRENTLY.matcher(statement.sql()).replaceFirst(" ".repeat("concurrently".length()))
                : statement.sql();
        return String.join(";\n", GrantedBy.statements(EXTENSION.matcher(sql).replaceFirst("$1if not exists ")));
    }

    private static String created(List<String> tokens) {
        if (!tokens.getFirst().equalsIgnoreCase("CREATE")) {
            return "";
        }
        int end = tokens.contains("(") ? tokens.indexOf("(") : tokens.size();
        int at = 1;
        while (at < end && !isKind(tokens.get(at))) {
            at++;
        }
        do {
            at++;
        } while (at < end && BEFORE_NAME.contains(tokens.get(at).toUpperCase(Locale.ROOT)));
        while (at + 2 < end && tokens.get(at + 1).equals(".")) {
            at += 2;
        }
        if (at >= end) {
            return "";
        }
        // An operator's signs are tokens of their own.
        return OPERATOR.matcher(tokens.get(at)).matches()
                ? String.join("", tokens.subList(at, end))
                : name(tokens.get(at));
    }

    private static boolean isKind(String token) {
        return switch (token.toUpperCase(Locale.ROOT)) {
            case "TABLE",
                    "VIEW",
                    "TYPE",
                    "DOMAIN",
                    "FUNCTION",
                    "PROCEDURE",
                    "AGGREGATE",
                    "SEQUENCE",
                    "COLLATION",
                    "OPERATOR" -> true;
            default -> false;
        };
    }

    private static String name(String token) {
        return token.startsWith("\"") ? Identifiers.unquote(token) : token.toLowerCase(Locale.ROOT);
    }

    private String place(Statement statement) {
        return "%s:%d".formatted(file.name(), statement.line());
    }

    private UsageFailure refusal(Statement statement, String what, String advice) {
        return new UsageFailure(
                "%s: %s %s".formatted(place(statement), statement.words().shown(), what), advice);
    }
}
