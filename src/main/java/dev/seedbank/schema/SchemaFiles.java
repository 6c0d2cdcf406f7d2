package dev.seedbank.schema;

import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.config.Project;
import dev.seedbank.config.TextFile;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The project's {@code schema/}: all {@code .sql} files in it and below are the only store's of its engine; or each store has those in
 * {@code schema/STORE/}.
 */
final class SchemaFiles implements StoreFiles {
    static final String FOLDER = "schema";

    private static final String SUFFIX = ".sql";
    /** In MiB; of a database with ten thousand tables less. */
    private static final int LARGEST = 64;

    private final Project project;
    private final List<String> able;

    private SchemaFiles(Project project, List<String> able) {
        this.project = project;
        this.able = able;
    }

    static SchemaFiles of(Project project) {
        return new SchemaFiles(project, SchemaStores.withSql(project));
    }

    private Path root() {
        return project.folder().resolve(FOLDER);
    }

    private boolean isByStore() {
        return project.storeNames().stream().anyMatch(name -> Files.isDirectory(root().resolve(name)));
    }

    @Override
    public boolean isAlone() {
        return able.size() == 1;
    }

    @Override
    public String shown(String store) {
        return isByStore() || !isAlone() ? FOLDER + "/" + store : FOLDER;
    }

    /** Where the store's files are, or would be. */
    Path folder(String store) {
        return project.folder().resolve(shown(store));
    }

    @Override
    public boolean isDeclared(String store) {
        return Files.isDirectory(folder(store));
    }

    /**
     * By path. Never none: an empty folder would mean that everything is to be dropped.
     *
     * @throws UsageFailure if there are none, one is not UTF-8, or it cannot be told which store's they are
     */
    @Override
    public List<SchemaFile> of(String store) {
        refuseShared();
        if (!isDeclared(store)) {
            throw new UsageFailure(
                    "Nothing declares the structure of '%s': there is no folder %s/".formatted(store, shown(store)),
                    "To write it from the database as it is: seedbank pull. Or write CREATE statements into %s/NAME.sql."
                            .formatted(shown(store)));
        }
        var files = paths(folder(store)).stream().map(this::read).toList();
        if (files.stream().allMatch(SchemaFiles::saysNothing)) {
            throw new UsageFailure(
                    "%s/ declares nothing".formatted(shown(store)),
                    "To write it from the database as it is: seedbank pull. Nothing was changed.");
        }
        return files;
    }

    @Override
    public List<String> names(String store) {
        return isDeclared(store) ? paths(folder(store)).stream().map(this::name).toList() : List.of();
    }

    @Override
    public List<SchemaFile> models(String store) {
        return List.of();
    }

    @Override
    public String declares() {
        return FOLDER + "/ declares";
    }

    @Override
    public String word() {
        return FOLDER;
    }

    @Override
    public List<Target> targets(String store, List<SchemaFile> pulled) {
        return pulled.stream().map(it -> target(store, it)).toList();
    }

    private Target target(String store, SchemaFile pulled) {
        var name = pulled.name().substring(FOLDER.length() + 1);
        var folder = folder(store).normalize();
        var path = folder.resolve(name).normalize();
        if (!path.startsWith(folder)) {
            throw new IllegalArgumentException(pulled.name());
        }
        return new Target(path, shown(store) + "/" + name, pulled.text());
    }

    private void refuseShared() {
        if (!isByStore() && isAlone()) {
            return;
        }
        for (var path : Files.isDirectory(root()) ? paths(root()) : List.<Path>of()) {
            var below = root().relativize(path);
            if (below.getNameCount() == 1
                    || !project.storeNames().contains(below.getName(0).toString())) {
                throw new UsageFailure(
                        ErrorCode.SETTINGS,
                        "%s: with %s, each has a folder of its own"
                                .formatted(name(path), isByStore() ? "folders of stores" : "several stores"),
                        "Move it to %s/STORE/, where STORE is one of: %s".formatted(FOLDER, String.join(", ", able)),
                        null);
            }
        }
    }

    /** Those that do not begin with a dot, in folders that do not. */
    private List<Path> paths(Path folder) {
        var found = new ArrayList<Path>();
        try (var all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            all.filter(it ->
                            it.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX))
                    .filter(it -> !Files.isDirectory(it) && !isHidden(folder.relativize(it)))
                    .forEach(found::add);
        } catch (IOException | UncheckedIOException e) {
            throw new OperationFailed(
                    ErrorCode.FILE,
                    "%s/ cannot be read: %s".formatted(FOLDER, reason(e)),
                    "Check its permissions, and links that lead back to it.",
                    e);
        }
        found.sort(Comparator.comparing(this::name));
        return found;
    }

    private static boolean isHidden(Path below) {
        for (var part : below) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private SchemaFile read(Path path) {
        return read(path, name(path));
    }

    /** @param name the file as the user knows it */
    static SchemaFile read(Path path, String name) {
        try {
            return new SchemaFile(name, TextFile.readExactly(path, name, LARGEST));
        } catch (IOException e) {
            throw new OperationFailed(
                    ErrorCode.FILE,
                    "%s cannot be read: %s".formatted(name, reason(e)),
                    "Check the file and its permissions.",
                    e);
        }
    }

    /** With slashes. */
    private String name(Path path) {
        return project.folder().relativize(path).toString().replace('\\', '/');
    }

    private static String reason(Exception e) {
        return switch (e) {
            case AccessDeniedException _ -> "access denied";
            case NoSuchFileException _ -> "it is a link to a file that does not exist";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Blank lines and comments. Those that a file begins with and never ends are for the server to tell. */
    private static boolean saysNothing(SchemaFile file) {
        return file.text().lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("--"));
    }
}
