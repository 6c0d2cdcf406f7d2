package dev.seedbank.migrate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.seedbank.testing.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A project whose migrations another tool has run: {@code adopt/TOOL} of the test's resources has the files, and the history as
 * that tool itself wrote it, dumped by {@code pg_dump}; its first line names the tool's version.
 */
record ForeignProject(String tool, Path folder) {
    private static final Path ALL = Path.of("src", "test", "resources", "adopt");

    static final List<String> TOOLS =
            List.of("flyway", "dbmate", "goose", "golang-migrate", "diesel", "prisma", "drizzle");

    /** Puts the files into the project's folder, and the history into the database. */
    static ForeignProject of(String tool, Path project, Database db) {
        try {
            var from = ALL.resolve(tool).resolve("migrations");
            try (var files = Files.walk(from)) {
                for (var file : files.sorted(Comparator.naturalOrder()).toList()) {
                    var to = project.resolve("migrations").resolve(from.relativize(file));
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(to);
                    } else {
                        Files.copy(file, to);
                    }
                }
            }
            history(tool, db);
            return new ForeignProject(tool, project.resolve("migrations"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void history(String tool, Database db) {
        try {
            db.run(Files.readString(ALL.resolve(tool).resolve("history.sql")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The history's table, as SQL names it. */
    String table() {
        return switch (tool) {
            case "flyway" -> "public.flyway_schema_history";
            case "goose" -> "public.goose_db_version";
            case "diesel" -> "public.__diesel_schema_migrations";
            case "prisma" -> "public._prisma_migrations";
            case "drizzle" -> "drizzle.__drizzle_migrations";
            default -> "public.schema_migrations";
        };
    }

    /** The file of the second migration, which creates the table books. */
    Path second() {
        return folder.resolve(
                switch (tool) {
                    case "flyway" -> "V2__create_books.sql";
                    case "dbmate" -> "20240102120000_create_books.sql";
                    case "goose" -> "00002_create_books.sql";
                    case "golang-migrate" -> "000002_create_books.up.sql";
                    case "diesel" -> "2024-01-02-120000_create_books/up.sql";
                    case "prisma" -> "20240102120000_create_books/migration.sql";
                    default -> "0001_create_books.sql";
                });
    }

    /** Deletes all files of the migrations with this name, as a team would that wants to be rid of them. */
    void delete(String name) {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().contains(name)) {
                    Files.delete(file);
                }
            }
            var journal = folder.resolve("meta/_journal.json");
            if (Files.exists(journal)) {
                var kept = Files.readAllLines(journal).stream()
                        .filter(line -> !line.contains(name))
                        .collect(Collectors.joining("\n"));
                Files.writeString(journal, kept.replaceAll(",(\\s*])", "$1"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes one byte. */
    static void edit(Path file) {
        replace(file, "TABLE books", "TABLE bOoks");
    }

    static void replace(Path file, String old, String text) {
        try {
            var now = Files.readString(file, ISO_8859_1);
            if (!now.contains(old)) {
                throw new IllegalArgumentException(file + " has no " + old);
            }
            Files.writeString(file, now.replace(old, text), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a migration in the tool's own style, which creates the table more. */
    void addOne() {
        try {
            var sql = "create table more (id int);\n";
            var file = folder.resolve(
                    switch (tool) {
                        case "flyway" -> "V5__more.sql";
                        case "dbmate" -> "20240106120000_more.sql";
                        case "goose" -> "00006_more.sql";
                        case "golang-migrate" -> "000006_more.up.sql";
                        case "diesel" -> "2024-01-06-120000_more/up.sql";
                        case "prisma" -> "20240106120000_more/migration.sql";
                        default -> "0005_more.sql";
                    });
            Files.createDirectories(file.getParent());
            switch (tool) {
                case "dbmate" -> Files.writeString(file, "-- migrate:up\n" + sql + "-- migrate:down\n");
                case "goose" -> Files.writeString(file, "-- +goose Up\n" + sql);
                default -> Files.writeString(file, sql);
            }
            if (tool.equals("drizzle")) {
                replace(
                        folder.resolve("meta/_journal.json"),
                        "\"breakpoints\": true}\n",
                        "\"breakpoints\": true},\n{\"idx\": 5, \"when\": 1704542400000, \"tag\": \"0005_more\"}\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
