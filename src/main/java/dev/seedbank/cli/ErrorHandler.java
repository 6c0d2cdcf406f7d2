package dev.seedbank.cli;

import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.ExitCode;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.Interrupted;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileSystemException;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** The only place that turns what was thrown into lines on standard error and an exit code. */
@Singleton
class ErrorHandler implements IParameterExceptionHandler {
    private final GlobalOptions global;
    private final Terminal terminal;
    private final Interrupts interrupts;

    ErrorHandler(GlobalOptions global, Terminal terminal, Interrupts interrupts) {
        this.global = global;
        this.terminal = terminal;
        this.interrupts = interrupts;
    }

    /** A command begins: if it is interrupted, this says so. */
    void begin() {
        interrupts.begin(() -> report(interrupted()));
    }

    int handle(Throwable thrown) {
        return report(failure(thrown));
    }

    @Override
    public int handleParseException(ParameterException thrown, String[] arguments) {
        global.expectFormat(arguments);
        return report(WrongUsage.of(thrown));
    }

    private Failure failure(Throwable thrown) {
        if (interrupts.interrupted()) {
            return interrupted();
        }
        return switch (thrown) {
            case OperationFailed locked
            when locked.code() == ErrorCode.LOCKED && locked.advice().isEmpty() ->
                locked.where()
                        .of(new OperationFailed(
                                ErrorCode.LOCKED,
                                String.valueOf(locked.getMessage()),
                                global.output().awaited().isEmpty()
                                        ? "Another session holds a lock on it. End that session, or try again later."
                                        : "It waited for %s. End that session, or try again later."
                                                .formatted(global.output().awaited()),
                                locked));
            case ConnectionFailed lost ->
                global.output()
                        .onlyStore()
                        .map(store -> Where.at(Where.Key.STORE, store).of(lost))
                        .orElse(lost);
            case Failure known -> known;
            case ParameterException usage -> WrongUsage.of(usage);
            case FileSystemException file ->
                Where.at(Where.Key.FILE, String.valueOf(file.getFile()))
                        .of(new OperationFailed(
                                ErrorCode.FILE,
                                reason(file),
                                "Check the path, its permissions and the space on the disk.",
                                file));
            case IOException io ->
                new OperationFailed(
                        ErrorCode.FILE,
                        "Input or output failed: " + io.getMessage(),
                        "Check the disk and the connection.",
                        io);
            case OutOfMemoryError memory ->
                new OperationFailed(
                        "Not enough memory",
                        "Give the process more memory, or run it on fewer collections at once.",
                        memory);
            default ->
                new OperationFailed(
                        ErrorCode.INTERNAL,
                        "Internal error: " + thrown.getClass().getSimpleName(),
                        "Run it again with --verbose and report what it prints.",
                        thrown);
        };
    }

    private Interrupted interrupted() {
        return new Interrupted("Interrupted. " + global.output().outcome().words(), "");
    }

    private int report(Failure failure) {
        global.output().show(failure);
        if (global.verbose() && failure.exitCode() != ExitCode.INTERRUPTED) {
            failure.printStackTrace(terminal.err());
        }
        return failure.exitCode().number();
    }

    private static String reason(FileSystemException e) {
        var reason = e.getReason() != null
                ? e.getReason()
                : e.getClass().getSimpleName().replace("Exception", "");
        return "%s: %s".formatted(e.getFile(), reason);
    }
}
