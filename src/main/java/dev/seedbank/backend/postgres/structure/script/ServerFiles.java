package dev.seedbank.backend.postgres.structure.script;

import dev.seedbank.backend.postgres.structure.script.SqlLexer.Kind;
import dev.seedbank.backend.postgres.structure.script.SqlLexer.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether SQL names the server's files or programs. A body is read as SQL in whatever language it is; strings in it may be SQL that it
 * runs, and strings in those. What a body puts together from pieces is not found.
 */
final class ServerFiles {
    private static final Pattern FUNCTIONS = Pattern.compile(
            "\\b(pg_read_(binary_)?file|pg_ls_\\w*dir|pg_stat_file|pg_file_\\w+|lo_import|lo_export)\\b");

    /** What a statement in a body may follow; a label ends in {@code >>}. */
    private static final Set<String> BEFORE_STATEMENTS = Set.of(";", "BEGIN", "THEN", "ELSE", "LOOP", ">");

    /** For a body that cannot be cut: somewhere in it COPY, and somewhere its file. */
    private static final Pattern COPY = Pattern.compile("(?i)\\bcopy\\b");

    private static final Pattern COPY_TARGET = Pattern.compile("(?i)\\b(from|to)\\s*+(program\\b|e?'|\\$)");

    /** Strings in strings, each of which doubles the quotes. */
    private static final int DEEPEST = 6;

    private ServerFiles() {}

    /** @param body whether its strings are code, as those of a function are */
    static boolean reachedBy(List<Token> tokens, boolean body) {
        return tokens.stream().anyMatch(token -> switch (token.kind()) {
            case WORD, NAME -> FUNCTIONS.matcher(token.name()).matches();
            case STRING -> body && reachedBy(token.text(), DEEPEST);
            case OTHER -> false;
        });
    }

    private static boolean reachedBy(String code, int depth) {
        if (FUNCTIONS.matcher(code.toLowerCase(Locale.ROOT)).find()) {
            return true;
        }
        if (!COPY.matcher(code).find()) {
            return false;
        }
        List<Token> tokens;
        try {
            tokens = SqlLexer.tokens(code);
        } catch (SqlLexer.Unclear e) {
            return COPY_TARGET.matcher(code).find();
        }
        return copies(tokens)
                || tokens.stream()
                        .anyMatch(token -> isQuoted(token) && (depth == 0 || reachedBy(token.text(), depth - 1)));
    }

    /** In some languages what is a name in SQL is a string. */
    private static boolean isQuoted(Token token) {
        return (token.kind() == Kind.STRING || token.kind() == Kind.NAME)
                && COPY.matcher(token.text()).find();
    }

    private static boolean copies(List<Token> tokens) {
        boolean copy = false;
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            if (token.is("COPY")
                    && (i == 0 || BEFORE_STATEMENTS.contains(tokens.get(i - 1).text()))) {
                copy = true;
                depth = 0;
            } else if (token.is(";")) {
                copy = false;
            } else if (copy && depth == 0 && isTarget(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    /** A program, or a file, which is a string where an application would have STDIN or STDOUT. */
    private static boolean isTarget(List<Token> tokens, int at) {
        boolean preposition = tokens.get(at).is("TO") || tokens.get(at).is("FROM");
        if (!preposition || at + 1 == tokens.size()) {
            return false;
        }
        var next = tokens.get(at + 1);
        return next.is("PROGRAM") || next.kind() == Kind.STRING;
    }
}
