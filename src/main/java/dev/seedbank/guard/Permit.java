package dev.seedbank.guard;

/** The guard's permission to write. Whatever changes a database takes one, so that a command that did not ask does not compile. */
public final class Permit {
    private final boolean safetyBackup;

    Permit(boolean safetyBackup) {
        this.safetyBackup = safetyBackup;
    }

    /** Whether a safety backup must be taken before anything is changed. */
    public boolean safetyBackup() {
        return safetyBackup;
    }
}
