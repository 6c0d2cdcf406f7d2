package dev.seedbank.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.BackupFolder;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checksums of large and small files, with and without the library that the binary takes for large ones. */
@Tag("program")
class ChecksumIT {
    @TempDir
    Path project;

    @TempDir
    Path libraries;

    private final Database database = PostgresServer.any().createDatabase();

    @BeforeEach
    void fill() {
        database.run(
                "create table small (id int primary key)",
                "insert into small select generate_series(1, 10)",
                "create table large (id int primary key, text text)",
                "insert into large select n, repeat(md5(n::text), 3) from generate_series(1, 40000) n");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"directory, system", "directory, broken", "file, system", "file, broken"})
    void they_are_right(String layout, String library) throws IOException {
        var seedbank = CliRunner.in(project).env("DATABASE_URL", database.url()).env("SEEDBANK_BACKUPS_LAYOUT", layout);
        var program = library.equals("broken") ? seedbank.env("LD_LIBRARY_PATH", brokenLibrary()) : seedbank;
        assertThat(program.run("backup", "--name", "x")).exits(0);
        var folder = BackupFolder.of(project);
        var backup = folder.only("x");
        if (layout.equals("directory")) {
            assertThat(folder.problems(backup)).isEmpty();
        }
        assertThat(seedbank.run("backup", "verify", backup)).exits(0);
        assertThat(program.run("backup", "verify", backup)).exits(0);
        assertThat(program.run("restore", backup, "--confirm")).exits(0);
        var large = folder.path(backup);
        var file = Files.isDirectory(large) ? large.resolve("postgresql/large.json") : large;
        Files.writeString(file, Files.readString(file).replace("\"id\":39999,", "\"id\":99999,"));
        assertThat(program.run("backup", "verify", backup)).exits(5).says("SHA-256");
    }

    /** The loader finds it first, and cannot load it. */
    private String brokenLibrary() throws IOException {
        Files.writeString(libraries.resolve("libcrypto.so.3"), "no library");
        return libraries.toString();
    }

    @Test
    void an_empty_file_of_a_library_is_no_library() throws IOException {
        Files.createFile(libraries.resolve("libcrypto.so.3"));
        var seedbank =
                CliRunner.in(project).env("DATABASE_URL", database.url()).env("LD_LIBRARY_PATH", libraries.toString());
        assertThat(seedbank.run("backup", "--name", "x")).exits(0);
        assertThat(BackupFolder.of(project).problems(BackupFolder.of(project).only("x")))
                .isEmpty();
    }
}
