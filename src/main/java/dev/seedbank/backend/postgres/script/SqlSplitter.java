package dev.seedbank.backend.postgres.script;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Splits a script into statements where psql would (PostgreSQL manual, 4.1 Lexical Structure, and psql's own rules for
 * parentheses and {@code BEGIN ATOMIC}). Holds one statement in memory. Text that follows {@code COPY … FROM stdin} is handed
 * out as a stream.
 */
final class SqlSplitter {
    private static final Set<String> RESTRICTING = Set.of("\\restrict", "\\unrestrict");

    /** A dollar quote's, which no one writes; more cannot be looked at before it is read. */
    private static final int LONGEST_TAG = 1000;

    /** How a string was read: one that follows on a later line, with nothing but comments between, is a part of it. */
    private enum StringKind {
        NONE,
        PLAIN,
        ESCAPES
    }

    private final ScriptReader in;
    private final String file;
    private final StringBuilder sql = new StringBuilder();
    private final List<String> words = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private int startLine;
    private int parentheses;
    /** Of {@code BEGIN ATOMIC} and of {@code CASE} inside it. */
    private int begins;

    /** Whether a backslash in a plain string is itself, as the session has it. */
    private final boolean defaultStrings;

    /** The same, as the script's own settings have it. */
    private boolean standardStrings;

    /** The last token. */
    private String previous = "";

    /** What the last token is. */
    private StringKind lastString = StringKind.NONE;

    /** Whether a line ended after it. */
    private boolean lineEnded;

    private @Nullable CopyData data;

    private final Consumer<Comment> comments;

    SqlSplitter(Reader text, String file, int firstLine, boolean standardStrings) {
        this(text, file, firstLine, standardStrings, comment -> {});
    }

    /** @param comments hears those that end with their line, wherever they stand */
    SqlSplitter(Reader text, String file, int firstLine, boolean standardStrings, Consumer<Comment> comments) {
        this.comments = comments;
        this.in = new ScriptReader(text, firstLine);
        this.file = file;
        this.defaultStrings = standardStrings;
        this.standardStrings = standardStrings;
    }

    /**
     * The next statement; empty at the end.
     *
     * @throws UsageFailure naming the line, for a quote that does not end and for psql's own commands
     */
    Optional<Statement> next() throws IOException {
        if (data != null) {
            data.skipRest();
            data = null;
        }
        sql.setLength(0);
        words.clear();
        tokens.clear();
        parentheses = 0;
        begins = 0;
        previous = "";
        lastString = StringKind.NONE;
        while (true) {
            int c = in.peek();
            if (c < 0) {
                return sql.isEmpty() ? Optional.empty() : Optional.of(statement());
            }
            if (c == ';' && parentheses == 0 && begins == 0) {
                in.read();
                if (!sql.isEmpty()) {
                    return Optional.of(statement());
                }
            } else {
                token(c);
            }
        }
    }

    private Statement statement() throws IOException {
        var found = new StatementWords(words.subList(0, Math.min(words.size(), StatementWords.KEPT)));
        noteStrings(found);
        if (isCopyFromStdin()) {
            in.skipLine();
            data = new CopyData(in);
        }
        return new Statement(startLine, sql.toString().stripTrailing(), found, tokens, Optional.ofNullable(data));
    }

    /** {@code SET standard_conforming_strings = off} changes how the rest is to be read. */
    private void noteStrings(StatementWords found) {
        switch (StringSetting.of(found, tokens, sql.toString())) {
            case ON -> standardStrings = true;
            case OFF -> standardStrings = false;
            case DEFAULT -> standardStrings = defaultStrings;
            case UNCLEAR ->
                throw failure(
                        startLine,
                        "how strings are to be read after this is not certain",
                        "Write it as SET standard_conforming_strings = on, or off.");
            case NONE -> {}
        }
    }

    private boolean isCopyFromStdin() {
        if (words.isEmpty() || !words.getFirst().equals("COPY")) {
            return false;
        }
        return IntStream.range(1, words.size() - 1)
                .anyMatch(
                        it -> words.get(it).equals("FROM") && words.get(it + 1).equals("STDIN"));
    }

    private void token(int c) throws IOException {
        if (isSpace(c)) {
            lineEnded |= isLineEnd(c);
            space();
        } else if (c == '-' && in.peek(1) == '-') {
            comment();
        } else if (c == '/' && in.peek(1) == '*') {
            blockComment(in.line());
            lastString = StringKind.NONE;
        } else {
            if (sql.isEmpty()) {
                startLine = in.line();
            }
            code(c);
        }
    }

    private void code(int c) throws IOException {
        boolean continues = lastString != StringKind.NONE && lineEnded;
        boolean escapes = continues ? lastString == StringKind.ESCAPES : !standardStrings;
        lastString = StringKind.NONE;
        switch (c) {
            case '\'' -> string(escapes);
            case '"' -> name();
            case '$' -> dollar();
            case '(' -> {
                parentheses++;
                symbol();
            }
            case ')' -> {
                parentheses = Math.max(0, parentheses - 1);
                symbol();
            }
            case '\\' -> psqlCommand();
            default -> {
                if (isWordStart(c)) {
                    word();
                } else if (c >= '0' && c <= '9') {
                    number();
                } else {
                    symbol();
                }
            }
        }
    }

    private void take() throws IOException {
        sql.append((char) in.read());
    }

    private void symbol() throws IOException {
        take();
        keep(sql.substring(sql.length() - 1));
    }

    private void keep(String token) {
        previous = token;
        if (tokens.size() < Statement.MAX_TOKENS) {
            tokens.add(token);
        }
    }

    private void string(boolean escapes) throws IOException {
        quoted('\'', escapes);
        keep("''");
        lastString = escapes ? StringKind.ESCAPES : StringKind.PLAIN;
        lineEnded = false;
    }

    private void space() throws IOException {
        int c = in.read();
        if (!sql.isEmpty()) {
            sql.append((char) c);
        }
    }

    /** Comments inside a statement stay in it: what the server stores, such as a function's body, is as the file has it. */
    private void comment() throws IOException {
        int line = in.line();
        var text = new StringBuilder();
        for (int c = in.peek(); c >= 0 && !isLineEnd(c); c = in.peek()) {
            text.append((char) in.read());
        }
        if (!sql.isEmpty()) {
            sql.append(text);
        }
        comments.accept(new Comment(line, text.substring(2)));
    }

    private void blockComment(int line) throws IOException {
        boolean inside = !sql.isEmpty();
        int depth = 0;
        do {
            int c = in.read();
            if (c < 0) {
                throw failure(line, "the comment that begins here does not end");
            }
            if ((c == '/' && in.peek() == '*') || (c == '*' && in.peek() == '/')) {
                depth += c == '/' ? 1 : -1;
                if (inside) {
                    sql.append((char) c);
                }
                c = in.read();
            }
            if (inside) {
                sql.append((char) c);
            }
        } while (depth > 0);
    }

    private void quoted(char quote, boolean escapes) throws IOException {
        int line = in.line();
        take();
        while (true) {
            int c = in.peek();
            if (c < 0) {
                throw failure(line, "the quote that begins here does not end");
            }
            take();
            if (escapes && c == '\\' && in.peek() >= 0) {
                take();
            } else if (c == quote) {
                if (in.peek() != quote) {
                    return;
                }
                take();
            }
        }
    }

    private void name() throws IOException {
        int from = sql.length();
        quoted('"', false);
        add(sql.substring(from));
        keep(sql.substring(from));
    }

    /** A string in dollar quotes, or a dollar sign that is none's beginning, such as in {@code $1}. */
    private void dollar() throws IOException {
        int length = 1;
        int c = in.peek(length);
        while (c >= 0 && c != '$' && (isWordStart(c) || (length > 1 && c >= '0' && c <= '9'))) {
            c = in.peek(++length);
            if (length > LONGEST_TAG) {
                throw failure(in.line(), "the name that begins with a dollar sign here is too long");
            }
        }
        if (c != '$') {
            symbol();
            return;
        }
        int line = in.line();
        var tag = new StringBuilder();
        for (int i = 0; i <= length; i++) {
            tag.append((char) in.read());
        }
        sql.append(tag);
        int from = sql.length();
        while (!endsWith(tag, from)) {
            if (in.peek() < 0) {
                throw failure(line, "the text in %s that begins here does not end".formatted(tag));
            }
            take();
        }
        keep("''");
    }

    private boolean endsWith(StringBuilder tag, int from) {
        int at = sql.length() - tag.length();
        if (at < from || sql.charAt(sql.length() - 1) != '$') {
            return false;
        }
        for (int i = 0; i < tag.length(); i++) {
            if (sql.charAt(at + i) != tag.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void word() throws IOException {
        int from = sql.length();
        while (isWordPart(in.peek())) {
            take();
        }
        var word = sql.substring(from);
        if (in.peek() == '\'' && word.equalsIgnoreCase("e")) {
            string(true);
        } else if (in.peek() == '\'' && (word.equalsIgnoreCase("b") || word.equalsIgnoreCase("x"))) {
            string(false);
        } else if (in.peek() == '&' && word.equalsIgnoreCase("u") && in.peek(1) == '\'') {
            take();
            string(false);
        } else if (in.peek() == '&' && word.equalsIgnoreCase("u") && in.peek(1) == '"') {
            take();
            quoted('"', false);
            keep("''");
        } else {
            var before = previous.toUpperCase(Locale.ROOT);
            keep(word);
            add(word.toUpperCase(Locale.ROOT));
            bodies(before, word.toUpperCase(Locale.ROOT));
        }
    }

    private void add(String word) {
        if (words.size() < Statement.MAX_TOKENS) {
            words.add(word);
        }
    }

    /**
     * Only a function or procedure has a body that begins with BEGIN ATOMIC; in it, CASE ends with END, too. Either word may be the name
     * of a column or a routine.
     */
    private void bodies(String before, String word) {
        if (!isRoutine() || parentheses > 0 || before.equals(".") || before.equals("AS")) {
            return;
        }
        switch (word) {
            case "ATOMIC" -> begins += begins == 0 && before.equals("BEGIN") ? 1 : 0;
            case "CASE" -> begins += begins > 0 ? 1 : 0;
            case "END" -> begins -= begins > 0 ? 1 : 0;
            default -> {}
        }
    }

    private boolean isRoutine() {
        if (words.size() < 2 || !words.getFirst().equals("CREATE")) {
            return false;
        }
        boolean replaces =
                words.size() > 3 && words.get(1).equals("OR") && words.get(2).equals("REPLACE");
        var what = words.get(replaces ? 3 : 1);
        return what.equals("FUNCTION") || what.equals("PROCEDURE");
    }

    /** So that {@code 1e5} has no word in it. */
    private void number() throws IOException {
        int from = sql.length();
        while ((isWordPart(in.peek()) && in.peek() != '$') || in.peek() == '.') {
            take();
        }
        keep(sql.substring(from));
    }

    /** Those with which {@code pg_dump} keeps all others out mean nothing here, where there are no others. */
    private void psqlCommand() throws IOException {
        var command = new StringBuilder();
        int line = in.line();
        for (int c = in.peek(); c >= 0 && !isSpace(c) && command.length() < 20; c = in.peek()) {
            command.append((char) in.read());
        }
        if (sql.isEmpty() && RESTRICTING.contains(command.toString())) {
            in.skipLine();
            return;
        }
        throw failure(
                line,
                "%s is a command of psql, which the server does not know".formatted(command),
                "Write it as SQL, or remove it.");
    }

    private UsageFailure failure(int line, String what) {
        return failure(line, what, "Correct the file.");
    }

    private UsageFailure failure(int line, String what, String advice) {
        return new UsageFailure(ErrorCode.USAGE, "%s:%d: %s".formatted(file, line, what), advice, null);
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == 0x0b;
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }

    private static boolean isWordStart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    private static boolean isWordPart(int c) {
        return isWordStart(c) || (c >= '0' && c <= '9') || c == '$';
    }
}
