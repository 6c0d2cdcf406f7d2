package dev.seedbank;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import picocli.CommandLine;

/** Where the program starts. */
@QuarkusMain
public class Main implements QuarkusApplication {
    @Inject
    CommandLine commandLine;

    public static void main(String... arguments) {
        Quarkus.run(Main.class, arguments);
    }

    @Override
    public int run(String... arguments) {
        return commandLine.execute(arguments);
    }
}
