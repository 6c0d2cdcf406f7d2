package dev.seedbank.failure;

import java.util.Locale;

/**
 * What went wrong, as a word for programs: {@code error.code} of {@code --output json} (docs/json-output.md). The words are part of
 * the contract: add, never rename.
 */
public enum ErrorCode {
    /** The command line is wrong. */
    USAGE(ExitCode.USAGE),
    /** {@code seedbank.yaml}, {@code .env}, a {@code seed.yaml} or a variable is wrong. */
    SETTINGS(ExitCode.USAGE),
    /** A store, backup, collection, set or profile of this name does not exist. */
    NOT_FOUND(ExitCode.USAGE),
    /** The guard does not allow this here. */
    REFUSED(ExitCode.REFUSED),
    /** The answer was no, or nobody could be asked. */
    NOT_CONFIRMED(ExitCode.REFUSED),
    /** No connection: the server cannot be reached, or does not let us in. */
    NO_CONNECTION(ExitCode.NO_CONNECTION),
    /** A check ran to its end and found something. */
    CHECK_FAILED(ExitCode.CHECK_FOUND),
    /** The work itself failed. */
    FAILED(ExitCode.FAILED),
    /** What is to be made is there already. */
    EXISTS(ExitCode.FAILED),
    /** A row or document does not fit. */
    DATA_REJECTED(ExitCode.FAILED),
    /** A backup is incomplete or was changed. */
    BACKUP_DAMAGED(ExitCode.FAILED),
    /** Another session holds a lock. */
    LOCKED(ExitCode.FAILED),
    /** A file cannot be read or written, or the disk is full. */
    FILE(ExitCode.FAILED),
    /** A defect in Seedbank. */
    INTERNAL(ExitCode.FAILED),
    /** Stopped by Ctrl-C or SIGTERM. */
    INTERRUPTED(ExitCode.INTERRUPTED);

    private final ExitCode exitCode;

    ErrorCode(ExitCode exitCode) {
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /** {@code not-found}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
