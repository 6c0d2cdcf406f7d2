package dev.seedbank.backend.postgres.migrate;

import dev.seedbank.backend.migration.Script;
import dev.seedbank.backend.migration.Script.Transactions;
import dev.seedbank.backend.postgres.script.Statement;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a script is to be run, found by reading it once.
 *
 * @param statements how many it has, without those of {@code ownTransaction}
 * @param transactional whether all of it runs in one transaction
 * @param ownTransaction whether it begins with {@code BEGIN} and ends with {@code COMMIT}, which are left out
 */
record ScriptPlan(int statements, boolean transactional, boolean ownTransaction) {
    private static final String WITHOUT =
            "let the file run without a transaction: -- migrate:up transaction:false, or -- seedbank:no-transaction";

    /** Not its alias UNICODE, which the server reports as it was written, and the driver does not know. */
    private static final Set<String> UTF_8 = Set.of("UTF8", "DEFAULT");

    /**
     * @param execution that will run it
     * @throws UsageFailure naming the line, if a statement cannot run as the file says
     */
    static ScriptPlan of(Script script, Execution execution) {
        var seen = new Seen();
        try (var statements = execution.statements(script)) {
            for (var next = statements.next(); next.isPresent(); next = statements.next()) {
                refuseEncoding(script, next.get());
                seen.add(next.get());
            }
        }
        if (script.transactions() == Transactions.NONE) {
            return new ScriptPlan(seen.count, false, false);
        }
        boolean own = seen.isOwnTransaction();
        if (seen.control != null && !own) {
            throw failure(
                    script,
                    seen.control,
                    "%s: a migration is one transaction already"
                            .formatted(seen.control.words().shown()),
                    "Remove it, or " + WITHOUT);
        }
        int count = seen.count - (own ? 2 : 0);
        if (seen.alone != null && count > 1) {
            throw failure(
                    script,
                    seen.alone,
                    "%s cannot run in a transaction"
                            .formatted(seen.alone.words().shown()),
                    "Put it into a file of its own, or " + WITHOUT);
        }
        return new ScriptPlan(count, seen.alone == null, own);
    }

    /** The driver reads and writes UTF-8, and ends a connection that is told otherwise. */
    private static void refuseEncoding(Script script, Statement statement) {
        statement.encoding().filter(it -> !UTF_8.contains(it)).ifPresent(it -> {
            throw failure(
                    script,
                    statement,
                    "the encoding of the session is set to %s, and must stay UTF-8".formatted(it),
                    "Save the file as UTF-8 and remove this statement: the server converts to the database's encoding by itself.");
        });
    }

    private static final class Seen {
        private int count;
        private int controls;
        private @Nullable Statement first;
        private @Nullable Statement last;
        /** The second of those that begin or end a transaction, or the only one. */
        private @Nullable Statement control;

        private @Nullable Statement alone;

        void add(Statement statement) {
            last = statement;
            first = first == null ? statement : first;
            count++;
            if (statement.words().controlsTransaction()) {
                controls++;
                control = controls <= 2 ? statement : control;
            } else if (statement.words().needsNoTransaction() && alone == null) {
                alone = statement;
            }
        }

        boolean isOwnTransaction() {
            return controls == 2 && begins(first) && commits(last);
        }
    }

    private static boolean begins(@Nullable Statement first) {
        return first != null && first.words().beginsTransaction();
    }

    private static boolean commits(@Nullable Statement last) {
        return last != null && last.words().commits();
    }

    private static UsageFailure failure(Script script, Statement statement, String what, String advice) {
        return new UsageFailure(
                ErrorCode.USAGE, "%s:%d: %s".formatted(script.file(), statement.line(), what), advice, null);
    }

    /** Whether the statement is one of those that {@link #ownTransaction} leaves out. */
    boolean leavesOut(Statement statement) {
        return ownTransaction && statement.words().controlsTransaction();
    }
}
