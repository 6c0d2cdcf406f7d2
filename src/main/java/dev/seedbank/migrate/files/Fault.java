package dev.seedbank.migrate.files;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.failure.Where;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a file of migrations, with its place. */
final class Fault {
    private Fault() {}

    /** @param shown the file, as the user knows it */
    static UsageFailure at(String shown, long line, String what, String advice) {
        return Where.at(Where.Key.FILE, shown)
                .and(Where.Key.LINE, line)
                .of(new UsageFailure(ErrorCode.SETTINGS, shown + ":" + line + ": " + what, advice, null));
    }

    /** For what is wrong with a file as a whole, or with its name. */
    static UsageFailure of(String shown, String what, String advice) {
        return Where.at(Where.Key.FILE, shown)
                .of(new UsageFailure(ErrorCode.SETTINGS, shown + " " + what, advice, null));
    }

    static OperationFailed unreadable(String shown, IOException cause) {
        return Where.at(Where.Key.FILE, shown)
                .of(new OperationFailed(
                        ErrorCode.FILE,
                        "%s cannot be read: %s".formatted(shown, reason(cause)),
                        "Check that it exists and that you may read it.",
                        cause));
    }

    static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemLoopException _ -> "a link leads back to a folder that it lies in";
            default -> String.valueOf(cause.getMessage());
        };
    }
}
