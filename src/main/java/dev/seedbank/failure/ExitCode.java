package dev.seedbank.failure;

/** What the process tells scripts. The numbers are part of the contract (docs/exit-codes.md): add, never reuse. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    USAGE(2),
    REFUSED(3),
    NO_CONNECTION(4),
    CHECK_FOUND(5),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
