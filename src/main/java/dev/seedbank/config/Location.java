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

    /** Files that may have been meant to be the settings; nearest first. */
    List<String> nearby() {
        var found = new ArrayList<String>();
        list(start).filter(Location::isFile).filter(Location::isSimilar).forEach(path -> found.add(shown(path)));
        list(start)
                .filter(Files::isDirectory)
                .filter(folder -> !LEFT_OUT.contains(folder.getFileName().toString()))
                .flatMap(folder -> NAMES.stream().map(folder::resolve))
                .filter(Location::isFile)
                .forEach(path -> found.add(shown(path)));
        for (var parent = start.getParent(); parent != null; parent = parent.getParent()) {
            NAMES.stream().map(parent::resolve).filter(Location::isFile).forEach(path -> found.add(shown(path)));
        }
        return found;
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
