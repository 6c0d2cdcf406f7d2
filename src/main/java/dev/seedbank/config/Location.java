package dev.seedbank.config;

import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a project lies.
 *
 * @param start where the program runs
 * @param folder the project's: that of its settings file, else {@code start}
 * @param file its settings file, if it has one
 */
record Location(Path start, Path folder, Optional<Path> file) {
    private static final List<String> NAMES = List.of("seedbank.yaml", "seedbank.yml");
    private static final Pattern SIMILAR = Pattern.compile("(?i)\\.?seedbank[^/]*\\.ya?ml([._~-].*)?");
    private static final Set<String> LEFT_OUT = Set.of("node_modules", "target", "build", "dist", ".git");

    /**
     * The file that {@code --config} names, else {@code seedbank.yaml} or {@code seedbank.yml} in the working directory, else in
     * the nearest of its parents; no further than to the root of the repository that it is in, and nowhere if it is in none.
     *
     * @throws UsageFailure if a folder has both, or {@code --config} names none
     */
    static Location find(Path workingDirectory, Optional<Path> config) {
        var start = workingDirectory.toAbsolutePath().normalize();
        if (config.isPresent()) {
            var file = start.resolve(config.get()).normalize();
            if (!isFile(file)) {
                throw new UsageFailure(
                        ErrorCode.NOT_FOUND, "There is no file " + config.get(), "Check --config.", null);
            }
            return new Location(start, Objects.requireNonNull(file.getParent()), Optional.of(file));
        }
        for (var folder : upToRepository(start)) {
            var found =
                    NAMES.stream().map(folder::resolve).filter(Files::exists).toList();
            if (found.size() > 1) {
                throw new UsageFailure(
                        ErrorCode.SETTINGS,
                        "There are both %s and %s in %s".formatted(NAMES.getFirst(), NAMES.getLast(), folder),
                        "Remove one of them.",
                        null);
            }
            if (!found.isEmpty()) {
                return new Location(start, folder, Optional.of(checked(found.getFirst())));
            }
        }
        return new Location(start, start, Optional.empty());
    }

    /** A file of the project as its user knows it: relative to where the program runs. */
    String shown(Path path) {
        return start.getRoot().equals(path.getRoot()) ? start.relativize(path).toString() : path.toString();
    }

    /** What to do with files that may have been meant to be the settings; empty if there are none. */
    Optional<String> advice() {
        var similar =
                list(start).filter(Location::isFile).filter(Location::isSimilar).toList();
        if (!similar.isEmpty()) {
            return Optional.of("Found %s. Rename it to %s, or name it with --config."
                    .formatted(String.join(", ", shown(similar)), NAMES.getFirst()));
        }
        var below = settingsIn(list(start)
                .filter(Files::isDirectory)
                .filter(folder -> !LEFT_OUT.contains(folder.getFileName().toString())));
        if (!below.isEmpty()) {
            return Optional.of("Found %s. Run Seedbank there, or add --config %s."
                    .formatted(String.join(", ", below), ShellWord.of(below.getFirst())));
        }
        var above = settingsIn(Stream.iterate(start.getParent(), Objects::nonNull, Path::getParent));
        return above.stream()
                .findFirst()
                .map(nearest ->
                        "Found %s, but parent folders are searched only inside a Git repository. Run Seedbank there, or add --config %s."
                                .formatted(nearest, ShellWord.of(nearest)));
    }

    private List<String> settingsIn(Stream<Path> folders) {
        return shown(folders.flatMap(folder -> NAMES.stream().map(folder::resolve))
                .filter(Location::isFile)
                .toList());
    }

    private List<String> shown(List<Path> files) {
        return files.stream().map(this::shown).toList();
    }

    private static boolean isSimilar(Path path) {
        var name = path.getFileName().toString();
        return SIMILAR.matcher(name).matches()
                || (name.matches(".*\\.ya?ml")
                        && Nearest.nearest(name.replaceFirst("\\.ya?ml$", ""), Set.of("seedbank"))
                                .isPresent());
    }

    private static List<Path> upToRepository(Path start) {
        var folders = new ArrayList<Path>();
        for (var folder = start; folder != null; folder = folder.getParent()) {
            folders.add(folder);
            if (Files.exists(folder.resolve(".git"))) {
                return folders;
            }
        }
        return List.of(start);
    }

    private static Path checked(Path file) {
        if (!isFile(file)) {
            throw new UsageFailure(
                    ErrorCode.SETTINGS,
                    file + " is a folder, not a file",
                    "Docker creates one when a file to be mounted is missing. Remove it.",
                    null);
        }
        return file;
    }

    /** Pipes are files, too: {@code --config <(…)}. */
    private static boolean isFile(Path path) {
        return Files.exists(path) && !Files.isDirectory(path);
    }

    private static Stream<Path> list(Path folder) {
        try (var paths = Files.list(folder)) {
            return paths.sorted().toList().stream();
        } catch (IOException e) { // it is only about a hint
            return Stream.empty();
        }
    }
}
