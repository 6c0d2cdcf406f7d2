package dev.seedbank.backend;

import dev.seedbank.config.Environment;
import java.util.Optional;

/**
 * What a database says of itself, kept in Seedbank's own metadata inside it, outside backups and untouched by clean and
 * restore. Reading it creates nothing.
 */
public interface EnvironmentMarker {
    /** For a family, the highest that any of its databases has. */
    Reading read();

    /** Whether there is a database to write it into; a family may have none yet. */
    default boolean hasPlace() {
        return true;
    }

    /** What was found. */
    sealed interface Reading permits Unmarked, Marked, Unreadable {
        /** What the guard goes by: a marker that cannot be read counts as production. */
        default Optional<Environment> environment() {
            return switch (this) {
                case Unmarked() -> Optional.empty();
                case Marked(var environment) -> Optional.of(environment);
                case Unreadable _ -> Optional.of(Environment.PRODUCTION);
            };
        }
    }

    /** Nobody has marked the database yet. */
    record Unmarked() implements Reading {}

    record Marked(Environment marked) implements Reading {}

    /**
     * There is a marker, and it says nothing that can be understood: it is empty, damaged, or this user may not read it.
     *
     * @param why such as {@code the environment marker seedbank.environment of 'shop' has no row}
     * @param repair what somebody does who knows which environment it is; one line
     */
    record Unreadable(String why, String repair) implements Reading {}
}
