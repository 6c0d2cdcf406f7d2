package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.Hazard;
import dev.seedbank.backend.migration.Piece;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.migration.Script.Direction;
import dev.seedbank.backend.migration.Script.Transactions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of a script: {@code -- seedbank:lock-timeout 3s}, {@code -- seedbank:no-transaction}, and what it does on purpose:
 * {@code -- seedbank:allow drop, rename}.
 */
record ScriptOptions(Transactions transactions, Optional<Duration> lockTimeout, Set<Hazard> allowed) {
    static final ScriptOptions NONE = new ScriptOptions(Transactions.AUTO, Optional.empty(), Set.of());

    private static final Pattern TIMEOUT = Pattern.compile("lock-timeout (?:(0)|([0-9]{1,9})(ms|s))");

    ScriptOptions withoutTransaction() {
        return new ScriptOptions(Transactions.NONE, lockTimeout, allowed);
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
            return new ScriptOptions(transactions, Optional.of(duration(timeout.group(2), timeout.group(3))), allowed);
        }
        if (mark.words().startsWith("allow ")) {
            return allowing(file, mark);
        }
        throw Fault.at(
                file.shown(),
                mark.line(),
                mark.shown() + " is not known",
                "Write -- seedbank:lock-timeout 3s (or 500ms, or 0 to wait without limit), -- seedbank:no-transaction, or -- seedbank:allow drop.");
    }

    private ScriptOptions allowing(SourceFile file, Mark mark) {
        var all = EnumSet.noneOf(Hazard.class);
        all.addAll(allowed);
        for (var rule : mark.words().substring("allow ".length()).split("[, ]+", -1)) {
            all.add(Hazard.of(rule)
                    .orElseThrow(() -> Fault.at(
                            file.shown(),
                            mark.line(),
                            "'%s' is not a rule of migrate lint".formatted(rule),
                            "The rules are: " + String.join(", ", Hazard.rules()))));
        }
        return new ScriptOptions(transactions, lockTimeout, all);
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
        return new Script(file.shown(), direction, pieces, transactions, lockTimeout, allowed, file.beside());
    }

    /** What follows the section's first mark. */
    static Piece piece(SourceFile file, SourceFile.Section section, boolean single) {
        var head = section.head();
        return new Piece(head.line() + 1, single, new FileText(file, head.end(), section.end()));
    }

    /** A script that is a whole file. */
    static Script whole(SourceFile file, Direction direction, ScriptOptions given) {
        return given.and(file, file.whole()).script(file, direction, file.whole());
    }
}
