package dev.seedbank.seed.generate;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a run's made-up values come from.
 *
 * @param now the time that the whole run takes for its own, in milliseconds as MongoDB keeps it
 */
public record Sources(Instant now, SecureRandom random, Passwords passwords, FakeValues fakes) {
    public static Sources of(Instant now, SecureRandom random) {
        return new Sources(
                now.truncatedTo(ChronoUnit.MILLIS), random, new Passwords(Optional.of(random)), new FakeValues());
    }

    /** The same for a check: hashing takes a tenth of a second for each password, on purpose. */
    public Sources withoutHashing() {
        return new Sources(now, random, new Passwords(Optional.empty()), fakes);
    }

    /** A random (version 4) UUID. */
    UUID uuid() {
        long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | Long.MIN_VALUE;
        return new UUID(high, low);
    }
}
