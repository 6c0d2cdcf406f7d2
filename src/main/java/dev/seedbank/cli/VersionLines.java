package dev.seedbank.cli;

import dev.seedbank.config.ProgramVersion;

/** What {@code --version} prints. */
public final class VersionLines {
    private VersionLines() {}

    /** Whether a command line asks for these lines and nothing else. */
    public static boolean asked(String... arguments) {
        return arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"));
    }

    /** All lines, each with its end. */
    public static String text() {
        return """
                seedbank %s (commit %s)
                %s, Java %s
                Drivers: %s
                """.formatted(
                        ProgramVersion.text(),
                        ProgramVersion.commit(),
                        machine(),
                        System.getProperty("java.runtime.version", "unknown"),
                        ProgramVersion.drivers());
    }

    private static String machine() {
        var name = System.getProperty("java.vm.name", "unknown VM");
        var vendor = System.getProperty("java.vendor.version", "");
        return vendor.isEmpty() ? name : name + " (" + vendor + ")";
    }
}
