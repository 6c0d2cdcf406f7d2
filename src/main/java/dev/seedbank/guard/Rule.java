package dev.seedbank.guard;

import dev.seedbank.config.Environment;
import dev.seedbank.guard.Action.Danger;

/** What it takes to let a kind of danger through: the contract's table, product.md, Guard. */
enum Rule {
    FREE,
    /** A yes/no question, or {@code --confirm}. */
    QUESTION,
    /** {@code --allow-production}, or the profile's {@code allow}. */
    ALLOWANCE,
    /** {@code --allow-production} and the name of each database, typed. */
    ALLOWANCE_AND_NAME,
    /** No option lifts it. */
    REFUSED;

    static Rule of(Danger danger, Environment environment) {
        boolean production = environment == Environment.PRODUCTION;
        return switch (danger) {
            case READS, ADDS -> FREE;
            case CHANGES -> production ? QUESTION : FREE;
            case DROPS -> QUESTION;
            case COPIES_OUT -> production ? ALLOWANCE : FREE;
            case REPLACES -> production ? ALLOWANCE_AND_NAME : QUESTION;
            case DESTROYS -> production ? REFUSED : QUESTION;
        };
    }
}
