package dev.seedbank;

import dev.seedbank.cli.Interrupts;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import picocli.CommandLine;

/**
 * Where the program starts. Settings are not Quarkus's but a project's own, read when a command asks for them, with
 * {@code dev} as the profile unless one is named; so nothing need be known here before Quarkus starts.
 */
@QuarkusMain
public class Main implements QuarkusApplication {
    @Inject
    CommandLine commandLine;

    @Inject
    Interrupts interrupts;

    public static void main(String... arguments) {
        Quarkus.run(Main.class, arguments);
    }

    @Override
    public int run(String... arguments) {
        interrupts.watch();
        try {
            return commandLine.execute(arguments);
        } finally {
            interrupts.ended();
        }
    }
}
