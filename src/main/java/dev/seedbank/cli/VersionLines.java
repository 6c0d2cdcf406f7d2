package dev.seedbank.cli;

import dev.seedbank.config.ProgramVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class VersionLines implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "seedbank " + ProgramVersion.text(),
            "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name", "unknown VM")
        };
    }
}
