package dev.seedbank.schema;

import dev.seedbank.config.ShellWord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What {@code push} is to do.
 *
 * @param file that {@code saved} was read from
 * @param saved a plan that was saved before, to be run now
 * @param save where to save the plan instead of running it
 * @param force whether data may be lost
 * @param dryRun whether to do nothing of it
 * @param patience how long to wait for somebody else who changes structure
 */
record PushRequest(
        Optional<Path> file,
        Optional<SavedPlan> saved,
        Optional<Path> save,
        boolean force,
        boolean dryRun,
        Duration patience) {
    /** Whether anything in a database is to be changed. */
    boolean runs() {
        return !dryRun && save.isEmpty();
    }

    /** Whether it is to be noted where nothing is to be changed; to force something takes a question in any case. */
    boolean notes() {
        return runs() && !force;
    }

    /** What was typed, without options. */
    String command() {
        return "seedbank push"
                + file.map(it -> " " + ShellWord.of(it.toString())).orElse("");
    }

    /** What to type when the plan no longer fits. */
    String again() {
        return "Plan again: seedbank push "
                + file.map(it -> "--plan " + ShellWord.of(it.toString())).orElse("--dry-run");
    }
}
