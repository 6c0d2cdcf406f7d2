package dev.seedbank.guard;

import dev.seedbank.cli.Consent;
import dev.seedbank.cli.GlobalOptions;
import dev.seedbank.cli.Report;
import dev.seedbank.cli.WriteOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** How every command that needs a permit runs: open, plan, show the plan, ask, do it, show the result. */
@ApplicationScoped
public class CommandRunner {
    private final Guard guard;
    private final GlobalOptions global;

    public CommandRunner(Guard guard, GlobalOptions global) {
        this.guard = guard;
        this.global = global;
    }

    /**
     * Which stores to open, and for which action.
     *
     * @param stores names; empty for all
     * @param patience how long to try to reach servers that are still starting
     */
    public record Request(Action action, List<String> stores, Consent consent, boolean dryRun, Duration patience) {
        public Request {
            stores = List.copyOf(stores);
        }

        public Request(Action action, List<String> stores, WriteOptions options) {
            this(action, stores, options.consent(), options.dryRun(), Duration.ZERO);
        }
    }

    /** Decides what to do. Changes nothing. */
    @FunctionalInterface
    public interface Planner<P extends Plan> {
        P plan(Targets targets) throws IOException;
    }

    /** Does it. */
    @FunctionalInterface
    public interface Execution<P extends Plan> {
        Report run(P plan, Permit permit) throws IOException;
    }

    /** Asks for permission, and does it. */
    @FunctionalInterface
    public interface Remainder {
        Report run() throws IOException;
    }

    /** @return the exit code */
    public <P extends Plan> int run(Request request, Planner<P> planner, Execution<P> execution) throws IOException {
        var waitLimit = WaitLimit.of(request.patience(), global.output());
        try (var targets =
                guard.open(request.action(), global.project(), request.stores(), request.consent(), waitLimit)) {
            var plan = planner.plan(targets);
            return run(plan, request.dryRun(), () -> execution.run(plan, guard.permit(targets, plan.question())));
        }
    }

    /**
     * For a command that opens no store, and asks in its own way.
     *
     * @return the exit code
     */
    public int run(Plan plan, boolean dryRun, Remainder remainder) throws IOException {
        var output = global.output();
        plan.warnings().forEach(output::note);
        if (dryRun) {
            return output.show(plan.dryRun(output));
        }
        plan.check();
        plan.announcement().forEach(output::note);
        return output.show(remainder.run());
    }
}
