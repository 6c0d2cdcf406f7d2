package dev.seedbank.completion;

import dev.seedbank.archive.FileNames;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.backup.Backups;
import dev.seedbank.config.BackupLocation;
import dev.seedbank.config.ProjectOutline;
import dev.seedbank.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names from a project's files, without a connection, and without its secrets: neither variables nor {@code .env} are read. */
final class ProjectNames implements CandidateSource {
    private static final String SEEDS = "seeds";
    private static final Pattern SEED_FILE = Pattern.compile("(.+)\\.(json|jsonl|ndjson|csv)");
    private static final int DEPTH = 4;
    /** Backups that collections are taken from where none is named: one of them may be of a part only. */
    private static final int LATEST = 5;

    private final Path workingDirectory;
    private final Map<String, String> environment;
    private final Supplier<Backups> backups;

    /**
     * @param environment for the names of the variables that are set
     * @param backups asked for only where names of backups, or what is in them, are
     */
    ProjectNames(Path workingDirectory, Map<String, String> environment, Supplier<Backups> backups) {
        this.workingDirectory = workingDirectory;
        this.environment = environment;
        this.backups = backups;
    }

    @Override
    public Collection<String> profiles(Settings settings) {
        return from(settings, ProjectOutline::profiles);
    }

    @Override
    public Collection<String> stores(Settings settings) {
        return from(settings, ProjectOutline::stores);
    }

    @Override
    public Collection<String> backups(Settings settings) {
        return from(settings, outline -> backups.get().names(outline.backups()));
    }

    @Override
    public Collection<String> sets(Settings settings) {
        return from(settings, outline -> {
            var sets = new LinkedHashSet<String>();
            var folder = outline.folder().resolve(SEEDS);
            if (Files.isDirectory(folder)) {
                sets.add("default");
            }
            paths(folder, 1).stream()
                    .filter(Files::isDirectory)
                    .map(ProjectNames::name)
                    .forEach(sets::add);
            return sets;
        });
    }

    @Override
    public Collection<String> collections(Settings settings, Optional<String> backup) {
        return from(settings, outline -> {
            var names = new LinkedHashSet<>(inBackup(outline, backup));
            if (backup.isEmpty()) {
                names.addAll(inSeeds(outline));
            }
            return names;
        });
    }

    private List<String> inBackup(ProjectOutline outline, Optional<String> backup) {
        var names = backup.map(List::of)
                .orElseGet(() -> backups.get().names(outline.backups()).stream()
                        .limit(LATEST)
                        .toList());
        return names.stream()
                .flatMap(name -> inBackup(outline.backups(), name).stream())
                .toList();
    }

    private List<String> inBackup(BackupLocation location, String name) {
        try {
            return backups.get().find(location, Optional.of(name)).open().manifest().stores().stream()
                    .flatMap(ProjectNames::labels)
                    .toList();
        } catch (IOException | Failure e) {
            return List.of();
        }
    }

    private static Stream<String> labels(StoreEntry store) {
        return store.collections().stream().map(it -> it.collection().label(store.family() ? "/" : "."));
    }

    private static Set<String> inSeeds(ProjectOutline outline) {
        var names = new LinkedHashSet<String>();
        paths(outline.folder().resolve(SEEDS), DEPTH).stream()
                .map(ProjectNames::name)
                .map(SEED_FILE::matcher)
                .filter(Matcher::matches)
                .map(file -> FileNames.decode(file.group(1)))
                .sorted()
                .forEach(names::add);
        return names;
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    /** Without the folder itself and without hidden ones. */
    private static List<Path> paths(Path folder, int depth) {
        try (var paths = Files.walk(folder, depth)) {
            return paths.filter(path -> !path.equals(folder) && !name(path).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** What is wrong with the project's files is no matter of completion: another command will say so. */
    private Collection<String> from(Settings settings, Function<ProjectOutline, Collection<String>> names) {
        try {
            return names.apply(ProjectOutline.read(
                    workingDirectory, settings.config().map(Path::of), settings.profile(), environment.keySet()));
        } catch (Failure | UncheckedIOException | IllegalArgumentException e) {
            return List.of();
        }
    }
}
