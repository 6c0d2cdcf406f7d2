package dev.seedbank.init;

import dev.seedbank.cli.Report;
import dev.seedbank.guard.Permit;
import dev.seedbank.guard.Targets;
import java.io.IOException;

/** A part of {@code init}. Done a second time it changes nothing. */
interface Step {
    /** What {@link #run} would do. Writes nothing. */
    Report plan(Targets targets);

    Report run(Targets targets, Permit permit) throws IOException;
}
