package dev.seedbank.failure;

/** What the process tells scripts. The numbers are part of the contract (docs/exit-codes.md): add, never reuse. */
public enum ExitCode {
    DONE(0, "Done."),
    FAILED(1, "Failed, or a part of it failed and the rest went on: the summary says which."),
    USAGE(2, "Wrong usage or configuration."),
    REFUSED(3, "Refused by the guard. Nothing was changed."),
    NO_CONNECTION(4, "No connection to a database."),
    CHECK_FOUND(5, "A check found something."),
    INTERRUPTED(130, "Interrupted, after closing connections and leaving no half-made file.");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /** One sentence for the manual. */
    public String meaning() {
        return meaning;
    }
}
