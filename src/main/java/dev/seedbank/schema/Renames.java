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
     * For the way back: what was renamed is renamed back, what was dropped and made is dropped and made.
     *
     * @param forth what was said of the way there
     */
    static Settled reverse(Function<Answers, SchemaPlan> planner, Answers forth) {
        return settle(planner, (renames, before) -> {
            var answers = new Collected(before);
            for (var rename : answers.open(renames)) {
                boolean dropped = forth.dropped().stream().anyMatch(it -> isReverse(it, rename));
                answers.add(rename, !dropped);
            }
            return answers.all();
        });
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

    /** Whether one leads back to where the other comes from. */
    private static boolean isReverse(PossibleRename one, PossibleRename other) {
        return one.kind().equals(other.kind())
                && last(one.from()).equals(other.to())
                && last(other.from()).equals(one.to());
    }

    /** The last part of a name with dots, which may be quoted. */
    static String last(String name) {
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '"') {
                quoted = !quoted;
            } else if (name.charAt(i) == '.' && !quoted) {
                start = i + 1;
            }
        }
        return name.substring(start);
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

        private static String parent(String name) {
            return name.substring(0, name.length() - last(name).length());
        }

        void add(PossibleRename rename, boolean isRename) {
            (isRename ? renamed : dropped).add(rename);
        }

        Answers all() {
            return new Answers(renamed, dropped);
        }
    }
}
