package dev.seedbank.migrate.files;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the file of a new migration, or its files, in the style that the folder has; in a new folder, in Seedbank's own. Writes no file
 * that exists.
 */
public final class NewMigration {
    /** What the commands in it are. */
    public enum Language {
        SQL,
        YAML
    }

    /**
     * What was made.
     *
     * @param files below the folder, with slashes
     */
    public record Created(Format format, String version, List<String> files) {
        public Created {
            files = List.copyOf(files);
        }
    }

    /**
     * What is written into it.
     *
     * @param down empty if there is no way back
     */
    public record Body(Language language, Part up, Optional<Part> down) {
        /** In SQL. */
        public Body(Part up, Optional<Part> down) {
            this(Language.SQL, up, down);
        }

        /** To be filled in by people. */
        static Body empty(Language language) {
            return new Body(language, Part.EMPTY, Optional.of(Part.EMPTY));
        }
    }

    /**
     * One direction.
     *
     * @param statements each with its semicolon, and with the comments that precede it; in YAML a step without its dash
     * @param transaction whether they are one, if they can be
     */
    public record Part(List<String> statements, boolean transaction) {
        static final Part EMPTY = new Part(List.of(), true);

        public Part {
            statements = List.copyOf(statements);
        }

        private String text(Format format) {
            var text = new StringBuilder(transaction ? "" : "-- seedbank:no-transaction\n");
            for (var statement : statements) {
                boolean inner = statement.indexOf(';') < statement.length() - 1;
                text.append(
                        format == Format.GOOSE && inner
                                ? "-- +goose StatementBegin\n%s\n-- +goose StatementEnd\n".formatted(statement)
                                : statement + "\n");
            }
            return text.toString();
        }

        /** As a list in YAML. */
        private String steps() {
            if (statements.isEmpty()) {
                return " []\n";
            }
            var text = new StringBuilder("\n");
            for (var statement : statements) {
                boolean begun = false;
                for (var line : statement.lines().toList()) {
                    boolean first = !begun && !line.startsWith("#");
                    text.append(first ? "  - " : begun ? "    " : "  ")
                            .append(line)
                            .append('\n');
                    begun |= first;
                }
            }
            return text.toString();
        }
    }

    private record NewFile(String name, String text) {}

    private final Clock clock;

    /** @param clock for versions that are times, and the time in the file; its zone does not matter */
    public NewMigration(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param folder made if there is none
     * @param shown the folder for messages
     * @param name in words: {@code add user roles}
     * @throws UsageFailure if the name has neither letters nor digits, the folder cannot be read, or its format makes its own files
     */
    public Created create(Path folder, String shown, String name, Language language) {
        return create(folder, shown, name, Body.empty(language));
    }

    /** The same with statements in it. A failure leaves no file. */
    public Created create(Path folder, String shown, String name, Body body) {
        var language = body.language();
        var typed = new MigrationName(name);
        typed.forFile();
        var existing = Files.exists(folder)
                ? MigrationFiles.read(folder, shown)
                : new MigrationFolder(shown, Format.SEEDBANK, List.of());
        if (language == Language.YAML && !takesYaml(existing.format())) {
            throw new UsageFailure(
                    "%s has %s's format, which is SQL only"
                            .formatted(shown, existing.format().label()),
                    "Keep migrations in YAML in a folder of their own.");
        }
        var last = existing.migrations().stream()
                .filter(it -> it.version().isPresent())
                .reduce((_, later) -> later);
        var version = version(existing.format(), last);
        var files = new Contents(typed, version, body).files(existing.format(), language, last);
        write(folder, shown, files);
        return new Created(
                existing.format(), version, files.stream().map(NewFile::name).toList());
    }

    private static boolean takesYaml(Format format) {
        return format == Format.SEEDBANK || format == Format.MIGRATE_MONGO;
    }

    private String version(Format format, Optional<Migration> last) {
        var next = new NextVersion(clock.instant());
        var before = last.flatMap(Migration::version).map(Version::text).filter(it -> it.matches("[0-9].*"));
        return switch (format) {
            case DRIZZLE ->
                throw new UsageFailure(
                        "Drizzle makes its own migrations, with a snapshot of the structure in each",
                        "Run: drizzle-kit generate --custom --name NAME");
            case PRISMA ->
                before.filter(it -> it.length() >= next.time().length())
                        .map(next::after)
                        .orElseGet(next::time);
            case UP_DOWN_FOLDERS -> before.map(next::after).orElseGet(next::time);
            default -> before.map(next::after).orElse("1");
        };
    }

    /** The files of a migration, in each format. */
    private final class Contents {
        private final String name;
        private final String title;
        private final String version;
        private final Body body;

        Contents(MigrationName typed, String version, Body body) {
            this.name = typed.forFile();
            this.title = typed.title();
            this.version = version;
            this.body = body;
        }

        List<NewFile> files(Format format, Language language, Optional<Migration> last) {
            return switch (format) {
                case SEEDBANK -> List.of(own(language));
                case FLYWAY -> {
                    var beside = last.map(Migration::file).orElse("").replaceFirst("[^/]*$", "");
                    var file = version + "__" + name + ".sql";
                    yield upAndDown(format, beside + "V" + file, beside + "U" + file);
                }
                case DBMATE -> List.of(both(format, "_", "-- migrate:up", "-- migrate:down"));
                case GOOSE -> List.of(both(format, "_", "-- +goose Up", "-- +goose Down"));
                case GOLANG_MIGRATE ->
                    upAndDown(format, version + "_" + name + ".up.sql", version + "_" + name + ".down.sql");
                case UP_DOWN_FOLDERS -> {
                    var number = last.filter(it -> it.file().matches("20[0-9]{12}.*"))
                                    .isPresent()
                            ? version
                            : withHyphens();
                    yield upAndDown(format, number + "_" + name + "/up.sql", number + "_" + name + "/down.sql");
                }
                case PRISMA ->
                    upAndDown(format, version + "_" + name + "/migration.sql", version + "_" + name + "/down.sql");
                case MIGRATE_MONGO -> List.of(commands(version + "-" + name));
                case DRIZZLE -> throw new IllegalStateException("Drizzle's are not made here");
            };
        }

        private NewFile own(Language language) {
            var file = "V" + version + "__" + name;
            return language == Language.SQL
                    ? new NewFile(
                            file + ".sql", header("--") + sections(Format.SEEDBANK, "-- migrate:up", "-- migrate:down"))
                    : commands(file);
        }

        private NewFile commands(String file) {
            return new NewFile(
                    file + ".yaml",
                    header("#")
                            + "up:"
                            + body.up().steps()
                            + body.down().map(it -> "\ndown:" + it.steps()).orElse(""));
        }

        private NewFile both(Format format, String separator, String up, String down) {
            return new NewFile(version + separator + name + ".sql", header("--") + sections(format, up, down));
        }

        private String sections(Format format, String up, String down) {
            return section(up, body.up(), format)
                    + body.down().map(it -> "\n" + section(down, it, format)).orElse("");
        }

        private static String section(String mark, Part part, Format format) {
            return mark + "\n" + (part.equals(Part.EMPTY) ? "\n" : part.text(format));
        }

        private List<NewFile> upAndDown(Format format, String up, String down) {
            var files = new ArrayList<NewFile>();
            files.add(new NewFile(up, header("--") + body.up().text(format)));
            body.down()
                    .ifPresent(it ->
                            files.add(new NewFile(down, "-- Reverts: %s\n\n%s".formatted(title, it.text(format)))));
            return files;
        }

        private String header(String comment) {
            return "%1$s %2$s\n%1$s Version %3$s, created %4$s\n\n"
                    .formatted(comment, title, version, clock.instant().truncatedTo(ChronoUnit.SECONDS));
        }

        /** As diesel writes times: {@code 2026-11-26-140000}. */
        private String withHyphens() {
            return version.replaceFirst("^(20[0-9]{2})([0-9]{2})([0-9]{2})([0-9]{6})$", "$1-$2-$3-$4")
                    .replaceFirst("^(20[0-9]{2})([0-9]{2})([0-9]{2})([0-9]{6})([0-9]{4})$", "$1-$2-$3-$4-$5");
        }
    }

    private static void write(Path folder, String shown, List<NewFile> files) {
        var written = new ArrayList<Path>();
        for (var file : files) {
            var shownFile = shown + "/" + file.name();
            try {
                var path = folder.resolve(file.name());
                createFolders(path.toAbsolutePath().resolveSibling(""));
                Files.createFile(path);
                written.add(path); // before there is text in it: an empty one would be run
                Files.writeString(path, file.text());
            } catch (FileAlreadyExistsException e) {
                remove(written);
                throw new UsageFailure(shownFile + " exists already", "Give the migration another name.", e);
            } catch (InvalidPathException e) {
                remove(written);
                throw new UsageFailure(
                        shownFile + " cannot be a file's name here",
                        "Use letters from a to z, or a locale with UTF-8: LC_ALL=C.UTF-8.",
                        e);
            } catch (IOException e) {
                remove(written);
                throw new OperationFailed(
                        ErrorCode.FILE,
                        "%s cannot be written: %s".formatted(shownFile, Fault.reason(e)),
                        "Check the space on the disk, and that you may write there.",
                        e);
            }
        }
    }

    /** A link to a folder is one. */
    private static void createFolders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
    }

    private static void remove(List<Path> files) {
        for (var file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException ignored) { // the failure that is on its way says more
                return;
            }
        }
    }
}
