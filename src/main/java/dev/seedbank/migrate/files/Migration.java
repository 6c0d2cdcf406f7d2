package dev.seedbank.migrate.files;

import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.migration.Script;
import java.util.Optional;

/**
 * One migration, as its files have it.
 *
 * @param version empty for a repeatable migration
 * @param description words, such as {@code add user roles}
 * @param file its name below the folder of migrations, with slashes: {@code V3__add_user_roles.sql}
 * @param down empty if it cannot be reverted
 * @param checksum of all that its up script is made of: {@code sha256:hexadecimal}, of the text without byte order mark and with
 *     line feeds
 */
public record Migration(
        Kind kind,
        Optional<Version> version,
        String description,
        String file,
        Script up,
        Optional<Script> down,
        String checksum) {
    /** Of the file alone: the scripts behind the others are many objects each. */
    @Override
    public int hashCode() {
        return file.hashCode();
    }

    /** The programming language that it is written in, so that Seedbank cannot run it; empty for a script. */
    public Optional<String> language() {
        return Code.language(file);
    }
}
