package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.Piece;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.migration.Script.Direction;
import dev.seedbank.backend.migration.Script.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a file says of how a script is to be run: {@code -- seedbank:lock-timeout 3s}, {@code -- seedbank:no-transaction}. */
record ScriptOptions(Transactions transactions, Optional<Duration> lockTimeout) {
    static final ScriptOptions NONE = new ScriptOptions(Transactions.AUTO, Optional.empty());

    private static final Pattern TIMEOUT = Pattern.compile("lock-timeout (?:(0)|([0-9]{1,9})(ms|s))");

    ScriptOptions withoutTransaction() {
        return new ScriptOptions(Transactions.NONE, lockTimeout);
    }

    /**
     * With what Seedbank's comments in a section say, which precede its first statement.
     *
     * @throws dev.seedbank.failure.UsageFailure if one is unknown, or follows a statement
     */
    ScriptOptions and(SourceFile file, SourceFile.Section section) {
        var options = this;
        boolean statement = false;
        for (var mark : section.marks()) {
            if (mark.tool() == Mark.Tool.SEEDBANK) {
                if (statement) {
                    throw Fault.at(
                            file.shown(),
                            mark.line(),
                            mark.shown() + " follows a statement",
                            "Put it before the first statement: it is for the whole script.");
                }
                options = options.and(file, mark);
            }
            statement |= mark.statement();
        }
        return options;
    }

    private ScriptOptions and(SourceFile file, Mark mark) {
        if (mark.words().equals("no-transaction")) {
            return withoutTransaction();
        }
        var timeout = TIMEOUT.matcher(mark.words());
        if (timeout.matches()) {
            return new ScriptOptions(transactions, Optional.of(duration(timeout.group(2), timeout.group(3))));
        }
        throw Fault.at(
                file.shown(),
                mark.line(),
                mark.shown() + " is not known",
                "Write -- seedbank:lock-timeout 3s (or 500ms, or 0: wait for ever), or -- seedbank:no-transaction.");
    }

    private static Duration duration(@Nullable String number, @Nullable String unit) {
        if (number == null) {
            return Duration.ZERO;
        }
        long value = Long.parseLong(number);
        return "ms".equals(unit) ? Duration.ofMillis(value) : Duration.ofSeconds(value);
    }

    /** A script of one piece: a section's text, which the engine splits. */
    Script script(SourceFile file, Direction direction, SourceFile.Section section) {
        return script(file, direction, List.of(piece(file, section, false)));
    }

    Script script(SourceFile file, Direction direction, List<Piece> pieces) {
        return new Script(file.shown(), direction, pieces, transactions, lockTimeout, file.beside());
    }

    /** What follows the section's first mark. */
    static Piece piece(SourceFile file, SourceFile.Section section, boolean single) {
        var head = section.head();
        return new Piece(head.line() + 1, single, new FileText(file.path(), head.end(), section.end()));
    }

    /** A script that is a whole file. */
    static Script whole(SourceFile file, Direction direction, ScriptOptions given) {
        return given.and(file, file.whole()).script(file, direction, file.whole());
    }
}
