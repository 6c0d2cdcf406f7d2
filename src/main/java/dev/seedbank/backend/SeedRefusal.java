package dev.seedbank.backend;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import java.util.List;

/**
 * Refuses a row of a seed file that does not fit, with the same message whichever code finds it: file, line, field and reason,
 * for people and as the failure's place. Engines differ only in what has become of the rows above it.
 */
public enum SeedRefusal {
    /** The run is one transaction, and none of its rows stays. */
    ATOMIC("Correct the file and seed again; nothing of this run was kept."),
    /** What was written before stays. */
    PLAIN("Correct the row and seed again.");

    private final String advice;

    SeedRefusal(String advice) {
        this.advice = advice;
    }

    /** @param field empty if the row as a whole does not fit */
    public OperationFailed of(SeedRow row, String field, String problem) {
        return of(row.file(), row.line(), field, problem);
    }

    /** @param field empty if the row as a whole does not fit */
    public OperationFailed of(String file, long line, String field, String problem) {
        return at(file, line, field, problem, advice);
    }

    /** It is the field's name that does not fit, whatever its value is. */
    public OperationFailed ofName(SeedRow row, String field, String problem) {
        var place = row.placeOfName(field);
        return of(place.file(), place.line(), field, problem);
    }

    /** The row lacks a field of the key that the user named. */
    public OperationFailed withoutKey(SeedRow row, List<String> key) {
        return of(row, String.join(", ", key), "missing, but rows are identified by it (seed.unique)");
    }

    /**
     * What is wrong with the file itself, before an engine sees a row of it.
     *
     * @param file as the user knows it
     */
    public static OperationFailed inFile(String file, long line, String problem, String advice) {
        return at(file, line, "", problem, advice);
    }

    /**
     * As {@link #inFile}, where it is about one field.
     *
     * @param field empty if it is not
     */
    public static OperationFailed at(String file, long line, String field, String problem, String advice) {
        var failure = new OperationFailed(
                ErrorCode.DATA_REJECTED,
                "%s:%d: %s%s".formatted(file, line, field.isEmpty() ? "" : field + ": ", problem),
                advice,
                null);
        var where = Where.at(Where.Key.FILE, file).and(Where.Key.LINE, line);
        return (field.isEmpty() ? where : where.and(Where.Key.FIELD, field)).of(failure);
    }
}
