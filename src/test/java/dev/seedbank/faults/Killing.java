package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Runs one command again and again and kills it, as {@code kill -9} does, at moments that lie all over the time that it takes when
 * nobody disturbs it: one in each of as many equal parts as there are kills, in random order. A run that was to be
 * killed may have ended well before; what it may not is fail, for then something that another one left was in its way.
 */
final class Killing {
    /** After so many kills one run may end, to show that it can and that it clears away what the killed ones left. */
    private static final int KILLS_BETWEEN = 5;

    private final int kills;
    private final Random random;
    private int hit;
    private long whole;

    Killing(int kills, long seed) {
        this.kills = kills;
        this.random = new Random(seed);
    }

    /** What is killed. */
    interface Victim {
        /** The next run, with its environment; asked for before each. */
        CliRunner seedbank();

        /** Sets the scene if need be, and says what to run. */
        String[] next();

        /** After a kill, and before the next run. */
        void survived();

        /** After a run that nobody disturbed. */
        void ended(CliResult result);
    }

    void of(Victim victim) throws InterruptedException {
        victim.seedbank().run("--version"); // the first one of all is slower
        long start = victim.seedbank().run("--version").duration().toNanos();
        whole = Math.min(undisturbed(victim), undisturbed(victim));
        int done = 0;
        for (double part : moments()) {
            // Others may have used the machine while it was measured: the shortest is the truest.
            start = Math.min(start, whole * 3 / 4);
            killAt(victim, (long) (start * 0.8 + part * (whole * 1.05 - start * 0.8)));
            victim.survived();
            if (++done % KILLS_BETWEEN == 0) {
                whole = Math.min(whole, undisturbed(victim));
            }
        }
        System.out.printf(
                "%s: killed %d of %d runs, each at another moment of %d ms (of which %d until it starts)%n",
                victim, hit, kills, whole / 1_000_000, start / 1_000_000);
        assertThat(hit)
                .as("runs of %s that were killed before they ended, of %d", victim, kills)
                .isGreaterThanOrEqualTo((kills + 1) / 2);
    }

    private List<Double> moments() {
        var parts = new ArrayList<Double>();
        for (int i = 0; i < kills; i++) {
            parts.add((i + random.nextDouble()) / kills);
        }
        Collections.shuffle(parts, random);
        return parts;
    }

    private void killAt(Victim victim, long nanos) throws InterruptedException {
        var arguments = victim.next();
        try (var run = victim.seedbank().start(arguments)) {
            run.endInput();
            Thread.sleep(Duration.ofNanos(nanos));
            var result = run.kill().await();
            assertThat(result.exitCode())
                    .as("a run to be killed after %d ms ended by itself: %s", nanos / 1_000_000, result)
                    .isIn(0, 137);
            if (result.exitCode() == 137) {
                hit++;
            } else {
                whole = Math.min(whole, nanos);
            }
        }
    }

    private static long undisturbed(Victim victim) {
        var arguments = victim.next();
        var result = victim.seedbank().run(arguments);
        victim.ended(result);
        return result.duration().toNanos();
    }
}
