package dev.seedbank.cli;

import dev.seedbank.config.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class VersionLines implements IVersionProvider {
    /** Whether a command line asks for these lines and nothing else. */
    public static boolean asked(String... arguments) {
        return arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"));
    }

    /** All lines, each with its end. */
    public static String text() {
        return String.join("\n", new VersionLines().getVersion()) + "\n";
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "seedbank %s (commit %s)".formatted(ProgramVersion.text(), ProgramVersion.commit()),
            "%s, Java %s".formatted(machine(), System.getProperty("java.runtime.version", "unknown")),
            "Drivers: " + ProgramVersion.drivers()
        };
    }

    private static String machine() {
        var name = System.getProperty("java.vm.name", "unknown VM");
        var vendor = System.getProperty("java.vendor.version", "");
        return vendor.isEmpty() ? name : name + " (" + vendor + ")";
    }
}
