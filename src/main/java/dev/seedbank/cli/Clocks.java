package dev.seedbank.cli;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The time, so that services take it as a parameter. */
@ApplicationScoped
class Clocks {
    @Produces
    Clock utc() {
        return Clock.systemUTC();
    }
}
