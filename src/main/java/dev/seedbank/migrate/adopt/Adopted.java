package dev.seedbank.migrate.adopt;

import dev.seedbank.backend.migration.ForeignEntry;
import dev.seedbank.backend.migration.Kind;
import dev.seedbank.migrate.files.Migration;
import java.util.Optional;

/**
 * One entry of another tool's history.
 *
 * @param migration that it ran; empty if there is no such file
 */
public record Adopted(ForeignEntry entry, Optional<Migration> migration) {
    /** For messages: {@code V3__add_roles.sql}, or the version. */
    String shown() {
        return migration
                .map(Migration::file)
                .or(() -> Optional.of(entry.file()).filter(it -> !it.isEmpty()))
                .orElseGet(() -> "version " + entry.version());
    }

    boolean isRepeatable() {
        return entry.kind() == Kind.REPEATABLE;
    }

    /** As an option of a command names it. */
    String version() {
        return migration.flatMap(Migration::version).map(Object::toString).orElseGet(entry::version);
    }
}
