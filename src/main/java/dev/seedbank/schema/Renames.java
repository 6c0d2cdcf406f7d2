package dev.seedbank.schema;

import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaPlan.Answers;
import dev.seedbank.backend.schema.SchemaPlan.PossibleRename;
import dev.seedbank.cli.Terminal;
import dev.seedbank.cli.Text;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.GuardRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Settles what could be a rename, and could be a drop and something new. Nobody guesses. */
@ApplicationScoped
class Renames {
    /** A plan whose answers make others possible is made again, but not for ever. */
    private static final int ROUNDS = 20;

    private final Terminal terminal;

    Renames(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A plan, and what was said of renames for it; it still has some if nobody could be asked. */
    record Settled(SchemaPlan plan, Answers answers) {}

    /** Asks on a terminal, and plans again with the answers. */
    Settled ask(Function<Answers, SchemaPlan> planner) {
        return settle(planner, (renames, before) -> terminal.interactive() ? asked(renames, before) : before);
    }

    /**
     * For the way back: what the way there renames is renamed back, and nothing else is.
     *
     * @param forth the way there
     */
    static Settled reverse(Function<Answers, SchemaPlan> planner, SchemaPlan forth) {
        return settle(planner, (renames, before) -> {
            var answers = new Collected(before);
            for (var rename : renames) {
                if (answers.isOpen(rename)) {
                    answers.add(rename, forth.steps().stream().anyMatch(it -> leadsTo(it.sql(), rename)));
                }
            }
            return answers.all();
        });
    }

    /** Whether a statement is the opposite of a rename. */
    private static boolean leadsTo(String sql, PossibleRename back) {
        var now = last(back.from());
        var before = back.to();
        return switch (back.kind()) {
            case "column" -> sql.endsWith(" RENAME COLUMN " + before + " TO " + now);
            case "value" -> sql.endsWith(" RENAME VALUE " + before + " TO " + now);
            default -> sql.endsWith(" " + parent(back.from()) + before + " RENAME TO " + now);
        };
    }

    @FunctionalInterface
    private interface Answering {
        Answers answer(List<PossibleRename> renames, Answers before);
    }

    private static Settled settle(Function<Answers, SchemaPlan> planner, Answering answering) {
        var answers = Answers.NONE;
        var plan = planner.apply(answers);
        for (int i = 0; i < ROUNDS && !plan.renames().isEmpty(); i++) {
            var more = answering.answer(plan.renames(), answers);
            if (more.equals(answers)) {
                break;
            }
            answers = more;
            plan = planner.apply(answers);
        }
        return new Settled(plan, answers);
    }

    private Answers asked(List<PossibleRename> renames, Answers before) {
        var answers = new Collected(before);
        for (var rename : answers.open(renames)) {
            if (answers.isOpen(rename)) {
                answers.add(rename, isRename(rename));
            }
        }
        return answers.all();
    }

    private boolean isRename(PossibleRename rename) {
        var question = "%s is gone and %s is new. Rename it, or drop it and create a new one? (rename/drop): "
                .formatted(Text.printable(rename.kind() + " " + rename.from()), Text.printable(rename.to()));
        var answer = terminal.ask(question).orElse("").toLowerCase(Locale.ROOT);
        return switch (answer) {
            case "rename", "r" -> true;
            case "drop", "d" -> false;
            default ->
                throw new GuardRefusal(
                        ErrorCode.NOT_CONFIRMED, "That is neither 'rename' nor 'drop'. Nothing was changed", "", null);
        };
    }

    /** The last part of a name with dots, which may be quoted, as a value is. */
    static String last(String name) {
        char quote = 0;
        int start = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (quote == 0 && c == '.') {
                start = i + 1;
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            }
        }
        return name.substring(start);
    }

    private static String parent(String name) {
        return name.substring(0, name.length() - last(name).length());
    }

    /** Answers that become more. */
    private static final class Collected {
        private final List<PossibleRename> renamed;
        private final List<PossibleRename> dropped;

        Collected(Answers before) {
            renamed = new ArrayList<>(before.renamed());
            dropped = new ArrayList<>(before.dropped());
        }

        /** Those that have no answer yet. */
        List<PossibleRename> open(List<PossibleRename> renames) {
            return renames.stream().filter(this::isOpen).toList();
        }

        /** Something is renamed once, and from one thing. */
        boolean isOpen(PossibleRename rename) {
            return !dropped.contains(rename)
                    && renamed.stream()
                            .filter(it -> it.kind().equals(rename.kind()))
                            .noneMatch(it -> it.from().equals(rename.from()) || isSameGoal(it, rename));
        }

        private static boolean isSameGoal(PossibleRename one, PossibleRename other) {
            return one.to().equals(other.to()) && parent(one.from()).equals(parent(other.from()));
        }

        void add(PossibleRename rename, boolean isRename) {
            (isRename ? renamed : dropped).add(rename);
        }

        Answers all() {
            return new Answers(renamed, dropped);
        }
    }
}
