package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.script.Comment;
import dev.seedbank.backend.postgres.script.ScriptStatements;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.failure.UsageFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the hints among a file's comments. */
final class HintReader {
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final String NAMES = "(%1$s(?:\\s*\\.\\s*%1$s)*)".formatted(NAME);
    private static final String STRING = "'((?:[^']|'')*)'";

    private static final Pattern HINT = Pattern.compile("\\s*seedbank:(.*)", Pattern.DOTALL);
    private static final Pattern RENAMED =
            Pattern.compile("renamed\\s+(table|column|type)\\s+%s\\s*->\\s*(%s)\\s*".formatted(NAMES, NAME));
    private static final Pattern VALUE =
            Pattern.compile("renamed\\s+value\\s+%1$s\\s*\\.\\s*%2$s\\s*->\\s*%2$s\\s*".formatted(NAMES, STRING));
    private static final Pattern EXPRESSION =
            Pattern.compile("(backfill|using)\\s+%s\\s*:\\s*(\\S.*?)\\s*".formatted(NAMES), Pattern.DOTALL);
    private static final Pattern PART = Pattern.compile(NAME);

    private final SchemaFile file;
    private final Comment comment;

    private HintReader(SchemaFile file, Comment comment) {
        this.file = file;
        this.comment = comment;
    }

    static List<SchemaHint> read(SchemaFile file) {
        var comments = new ArrayList<Comment>();
        ScriptStatements.all(file.name(), file.text(), comments::add);
        return comments.stream()
                .flatMap(comment -> new HintReader(file, comment).read().stream())
                .toList();
    }

    private Optional<SchemaHint> read() {
        var hint = HINT.matcher(comment.text());
        return hint.matches() ? Optional.of(hint(hint.group(1))) : Optional.empty();
    }

    private SchemaHint hint(String text) {
        var renamed = RENAMED.matcher(text);
        var value = VALUE.matcher(text);
        var expression = EXPRESSION.matcher(text);
        if (renamed.matches()) {
            return renamed(renamed.toMatchResult());
        }
        if (value.matches()) {
            var from = new ArrayList<>(names(value.group(1)));
            require(from.size() <= 2);
            from.add(string(value.group(2)));
            return new SchemaHint.Renamed(
                    file.name(), comment.line(), SchemaHint.Kind.VALUE, from, string(value.group(3)));
        }
        require(expression.matches());
        var column = names(expression.group(2));
        require(column.size() == 2 || column.size() == 3);
        return expression.group(1).equals("using")
                ? new SchemaHint.Using(file.name(), comment.line(), column, expression.group(3))
                : new SchemaHint.Backfill(file.name(), comment.line(), column, expression.group(3));
    }

    private SchemaHint renamed(MatchResult found) {
        var from = names(found.group(2));
        var kind = switch (found.group(1)) {
            case "type" -> SchemaHint.Kind.TYPE;
            case "column" -> SchemaHint.Kind.COLUMN;
            default -> from.size() == 3 ? SchemaHint.Kind.COLUMN : SchemaHint.Kind.TABLE;
        };
        require(kind == SchemaHint.Kind.COLUMN ? from.size() == 2 || from.size() == 3 : from.size() <= 2);
        return new SchemaHint.Renamed(file.name(), comment.line(), kind, from, name(found.group(3)));
    }

    private void require(boolean understood) {
        if (!understood) {
            throw new UsageFailure(
                    "%s:%d: '--%s' is not a line that Seedbank understands"
                            .formatted(
                                    file.name(), comment.line(), comment.text().stripTrailing()),
                    "Write 'seedbank:renamed table|column|type|value OLD -> NEW', 'seedbank:backfill TABLE.COLUMN: EXPRESSION' or 'seedbank:using TABLE.COLUMN: EXPRESSION'.");
        }
    }

    private static List<String> names(String qualified) {
        return PART.matcher(qualified)
                .results()
                .map(part -> name(part.group()))
                .collect(Collectors.toUnmodifiableList());
    }

    /** As the server does it: letters beyond ASCII stay as they are. */
    private static String name(String sql) {
        if (sql.startsWith("\"")) {
            return sql.substring(1, sql.length() - 1).replace("\"\"", "\"");
        }
        return sql.chars()
                .map(c -> c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String string(String sql) {
        return sql.replace("''", "'");
    }
}
