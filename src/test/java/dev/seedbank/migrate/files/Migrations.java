package dev.seedbank.migrate.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbank.backend.migration.Piece;
import dev.seedbank.backend.migration.Script;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of migrations to read. */
record Migrations(Path folder) {
    Migrations file(String name, String text) {
        try {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MigrationFolder read() {
        return MigrationFiles.read(folder, "migrations");
    }

    Migration only() {
        var all = read().migrations();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    void isRefused(String... words) {
        var failure = catchThrowableOfType(UsageFailure.class, this::read);
        assertThat(failure).as("a failure").isNotNull();
        assertThat(failure.getMessage()).contains(words);
        assertThat(failure.getMessage().lines()).hasSize(1);
        assertThat(failure.advice()).isNotBlank();
    }

    /** Versions, each as it is written. */
    static List<String> versions(MigrationFolder folder) {
        return folder.migrations().stream()
                .map(it -> it.version().map(Version::text).orElse("R " + it.description()))
                .toList();
    }

    static String text(Piece piece) {
        try (var reader = piece.text().open()) {
            return reader.readAllAsString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of all pieces, without blank space around each. */
    static List<String> texts(Script script) {
        return script.pieces().stream().map(it -> text(it).strip()).toList();
    }

    static Script down(Migration migration) {
        return migration.down().orElseThrow();
    }
}
