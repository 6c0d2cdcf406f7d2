package dev.seedbank;

import dev.seedbank.cli.CommandLineSetup;
import dev.seedbank.cli.Interrupts;
import dev.seedbank.cli.Terminal;
import dev.seedbank.cli.VersionLines;
import dev.seedbank.cli.help.HelpPages;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.util.Locale;
import picocli.CommandLine;

/**
 * Where the program starts. Settings are not Quarkus's but a project's own, read when a command asks for them, with
 * {@code dev} as the profile unless one is named; so nothing need be known here before Quarkus starts, and what is asked
 * without a database is answered without Quarkus.
 */
@QuarkusMain
public class Main implements QuarkusApplication {
    @Inject
    CommandLine commandLine;

    @Inject
    Interrupts interrupts;

    public static void main(String... arguments) {
        Locale.setDefault(Locale.ROOT); // drivers word their errors in English then, as the program does
        if (!answered(arguments)) {
            Quarkus.run(Main.class, arguments);
        }
    }

    private static boolean answered(String... arguments) {
        if (VersionLines.asked(arguments)) {
            new Terminal().print(VersionLines.text());
            return true;
        }
        if (!HelpPages.asked(arguments)) {
            return false;
        }
        var terminal = new Terminal();
        var answer = Finished.PAGES.answer(terminal.showsEscapes(), arguments);
        answer.ifPresent(terminal::print);
        return answer.isPresent();
    }

    /** Apart from the class, so that the JVM makes them only when they are asked for; the binary has them from its build. */
    private static final class Finished {
        static final HelpPages PAGES = HelpPages.of(CommandLineSetup.description(SeedbankCommand.class));
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
