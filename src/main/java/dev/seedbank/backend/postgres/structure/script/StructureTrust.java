package dev.seedbank.backend.postgres.structure.script;

import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.postgres.structure.script.SqlLexer.Kind;
import dev.seedbank.backend.postgres.structure.script.SqlLexer.Token;
import dev.seedbank.failure.GuardRefusal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a backup's script may do without {@code --trust-structure}: create, alter, comment on and grant what structure is made of.
 * Statements are known by their text; a label may lie. Refused is what reaches beyond the database: programs and files of the server,
 * languages that can use these, roles, settings. It is no sandbox: functions that rows or views call while they are restored run with
 * the rights of the role that restores (docs/safety.md).
 */
public final class StructureTrust {
    private static final String OBJECTS =
            "(ACCESS METHOD|AGGREGATE|CAST|COLLATION|CONVERSION|DOMAIN|EVENT TRIGGER|FOREIGN DATA WRAPPER"
                    + "|FOREIGN TABLE|FUNCTION|INDEX|LANGUAGE|MATERIALIZED VIEW|OPERATOR|POLICY|PROCEDURE|PUBLICATION|ROUTINE|RULE|SCHEMA|SEQUENCE|SERVER"
                    + "|STATISTICS|TABLE|TEXT SEARCH|TRANSFORM|TRIGGER|TYPE|USER MAPPING|VIEW)\\b.*";

    /** Of the unquoted words of a statement, with a space between them. */
    private static final List<Pattern> ALLOWED = Stream.of(
                    "CREATE (OR REPLACE )?(CONSTRAINT |DEFAULT |TRUSTED |PROCEDURAL |UNIQUE |UNLOGGED )*" + OBJECTS,
                    "CREATE EXTENSION\\b.*",
                    "ALTER (DEFAULT PRIVILEGES\\b.*|" + OBJECTS + ")",
                    "COMMENT ON\\b.*",
                    "SECURITY LABEL\\b.*",
                    "REFRESH MATERIALIZED VIEW\\b.*",
                    // With ON they are about an object; without, about membership in a role.
                    "(GRANT|REVOKE)\\b.* ON .*")
            .map(Pattern::compile)
            .toList();

    private static final Pattern ROUTINE = Pattern.compile("CREATE (OR REPLACE )?(FUNCTION|PROCEDURE)\\b.*");

    private static final Pattern RULE = Pattern.compile("CREATE (OR REPLACE )?RULE\\b.*");

    private static final Pattern SERVER_WIDE =
            Pattern.compile("(COMMENT|SECURITY LABEL|GRANT|REVOKE)\\b.*? ON (DATABASE|PARAMETER|ROLE|TABLESPACE)\\b.*");

    private static final Set<String> LANGUAGES =
            Set.of("sql", "plpgsql", "plperl", "pltcl", "plv8", "plcoffee", "plls", "pllua", "plrust", "java");

    /** Languages that can do what the server's user can, what goes with them, and what opens files and starts programs. */
    private static final Pattern EXTENSIONS =
            Pattern.compile("(.*_)?(plpython[23]?|plperl|pltcl|pllua|java)u|plsh|plr|multicorn2?|file_fdw|adminpack");

    /** Its handler decides what it can do, whatever it is called. */
    private static final Pattern LANGUAGE =
            Pattern.compile("CREATE (OR REPLACE )?(TRUSTED )?(PROCEDURAL )?LANGUAGE\\b.*");

    /** Their name comes first, and a superuser may give them one of the server's own. */
    private static final Pattern NAMED = Pattern.compile(
            "(CREATE|ALTER) (OR REPLACE )?(AGGREGATE|FUNCTION|OPERATOR|PROCEDURE|ROUTINE|TYPE|VIEW)\\b.*");

    private static final Set<String> SYSTEM_SCHEMAS = Set.of("pg_catalog", "information_schema");

    private static final Set<String> FILE_OPTIONS = Set.of("program", "filename");

    /** What a body in standard SQL is made of. */
    private static final Set<String> IN_BODIES =
            Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "VALUES", "WITH", "TABLE", "RETURN", "END", "(");

    private static final int SHOWN = 70;

    private StructureTrust() {}

    /** {@link #require(Stream)}, unless the request allows any statement. */
    public static void require(LoadRequest request, Stream<String> statements) {
        if (!request.options().allowed().contains(LoadRequest.Allowed.ANY_STATEMENT)) {
            require(statements);
        }
    }

    /** The same for all of the backup's structure. */
    public static void requireScript(LoadRequest request) {
        var script = request.structure().text();
        require(request, Stream.of(false, true).flatMap(after -> StructureScript.statements(script, after).stream()));
    }

    /** @throws GuardRefusal naming the first statement that needs {@code --trust-structure} */
    public static void require(Stream<String> statements) {
        statements.forEach(statement -> objection(statement).ifPresent(what -> {
            throw new GuardRefusal(
                    "The backup's structure holds %s: %s. Nothing was changed".formatted(what, shown(statement)),
                    "It would run with your role's rights. If you trust whoever made this backup, add --trust-structure.");
        }));
    }

    /** Why it is not run just like that; empty if it is. */
    static Optional<String> objection(String statement) {
        if (ScriptSettings.isSetting(statement)) {
            return Optional.empty();
        }
        List<Token> tokens;
        try {
            tokens = SqlLexer.tokens(statement);
        } catch (SqlLexer.Unclear e) {
            return Optional.of("SQL that cannot be judged, with " + e.getMessage());
        }
        var words = words(tokens);
        if (ALLOWED.stream().noneMatch(form -> form.matcher(words).matches())
                || SERVER_WIDE.matcher(words).matches()) {
            return Optional.of("a statement that is not about structure");
        }
        boolean body = ROUTINE.matcher(words).matches();
        if (hidesStatement(tokens, body, RULE.matcher(words).matches())) {
            return Optional.of("one statement inside another");
        }
        return objection(tokens, words, body);
    }

    private static Optional<String> objection(List<Token> tokens, String words, boolean body) {
        if (body && !isLimited(languages(tokens))) {
            return Optional.of("a function in a language that is not limited to the database");
        }
        if (LANGUAGE.matcher(words).matches()) {
            return Optional.of("a language that comes with no extension");
        }
        if (NAMED.matcher(words).matches() && SYSTEM_SCHEMAS.contains(schema(tokens))) {
            return Optional.of("a change of what the server itself consists of");
        }
        if (words.startsWith("CREATE EXTENSION")
                && EXTENSIONS.matcher(extension(tokens)).matches()) {
            return Optional.of("an extension that is not limited to the database");
        }
        if (options(tokens).anyMatch(FILE_OPTIONS::contains)) {
            return Optional.of("a foreign table that reads a file or starts a program");
        }
        boolean text = words.startsWith("COMMENT") || words.startsWith("SECURITY LABEL");
        if (!text && ServerFiles.reachedBy(tokens, body)) {
            return Optional.of("a call that reaches the server's files or programs");
        }
        return Optional.empty();
    }

    private static String words(List<Token> tokens) {
        return tokens.stream()
                .map(token -> token.kind() == Kind.WORD ? token.text() : "?")
                .collect(Collectors.joining(" "));
    }

    /** A semicolon anywhere but between a rule's actions and inside a body in standard SQL. */
    private static boolean hidesStatement(List<Token> tokens, boolean body, boolean rule) {
        int depth = 0;
        int blocks = 0;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (body && depth == 0 && isAtomic(tokens, i)) {
                blocks++;
            } else if (blocks > 0 && (token.is("CASE") || token.is("END"))) {
                blocks += token.is("CASE") ? 1 : -1;
                if (blocks == 0) {
                    return i + 1 < tokens.size();
                }
            }
            if (depth < 0 || (token.is(";") && !mayFollow(tokens, i, rule && depth > 0, blocks == 1 && depth == 0))) {
                return true;
            }
        }
        return blocks > 0;
    }

    private static boolean isAtomic(List<Token> tokens, int at) {
        return tokens.get(at).is("BEGIN")
                && at + 1 < tokens.size()
                && tokens.get(at + 1).is("ATOMIC");
    }

    private static boolean mayFollow(List<Token> tokens, int at, boolean inRule, boolean inBody) {
        return inRule
                || (inBody
                        && at + 1 < tokens.size()
                        && IN_BODIES.contains(tokens.get(at + 1).text()));
    }

    /** The server always says the language, and so does the script. */
    private static boolean isLimited(Set<String> languages) {
        return !languages.isEmpty() && LANGUAGES.containsAll(languages);
    }

    /** Those that a function says it is written in; its arguments and a body in standard SQL say nothing of that. */
    private static Set<String> languages(List<Token> tokens) {
        var found = new HashSet<String>();
        int depth = 0;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            var token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (depth == 0 && isAtomic(tokens, i)) {
                break;
            }
            if (depth == 0 && token.is("LANGUAGE")) {
                found.add(tokens.get(i + 1).name());
            }
        }
        return found;
    }

    /** Of the name that comes first; empty if it has none. */
    private static String schema(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).is(".")) {
                return tokens.get(i - 1).name();
            }
        }
        return "";
    }

    private static String extension(List<Token> tokens) {
        boolean conditional = tokens.size() > 2 && tokens.get(2).is("IF");
        int at = conditional ? 5 : 2;
        return at < tokens.size() ? tokens.get(at).name() : "";
    }

    /** The names in {@code OPTIONS (name 'value', …)}. */
    private static Stream<String> options(List<Token> tokens) {
        var found = Stream.<String>builder();
        boolean inside = false;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.is("(") && i > 0 && tokens.get(i - 1).is("OPTIONS")) {
                inside = true;
            } else if (token.is(")")) {
                inside = false;
            } else if (inside && token.kind() != Kind.STRING) {
                found.add(token.name());
            }
        }
        return found.build();
    }

    private static String shown(String statement) {
        var line = statement.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    }
}
