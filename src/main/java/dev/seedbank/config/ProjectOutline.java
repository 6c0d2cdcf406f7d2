package dev.seedbank.config;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A project as its settings file shows it, without the value of any variable: for completion, which must be quick and must not
 * read secrets.
 *
 * @param folder where the project lies
 * @param backups where its backups are kept; where a variable decides, the usual place
 */
public record ProjectOutline(Path folder, Set<String> stores, Set<String> profiles, BackupLocation backups) {
    private static final List<String> DIRECTORY = List.of("backups", "directory");

    /**
     * @param profile {@code --profile}, else {@code dev}
     * @param variables names of environment variables that are set
     * @throws dev.seedbank.failure.UsageFailure if the file is wrong
     */
    public static ProjectOutline read(
            Path workingDirectory, Optional<Path> configFile, Optional<String> profile, Set<String> variables) {
        var location = Location.find(workingDirectory, configFile);
        var profiles = new LinkedHashSet<>(List.of("dev", "test", "prod"));
        var stores = new LinkedHashSet<String>();
        var backups = BackupLocation.of(BackupLocation.USUAL, location.folder(), Optional.empty());
        if (location.file().isPresent()) {
            var path = location.file().get();
            var file = SettingsFile.read(path, location.shown(path), profile.orElse("dev"));
            profiles.addAll(file.profiles());
            var settings = file.settings();
            settings.keySet().stream()
                    .filter(key -> key.size() > 1 && key.getFirst().equals("stores"))
                    .forEach(key -> stores.add(key.get(1)));
            backups = Optional.ofNullable(settings.get(DIRECTORY))
                    .filter(setting -> setting.values().stream().noneMatch(text -> text.contains("${")))
                    .map(setting -> BackupLocation.of(
                            String.join("", setting.values()), location.folder(), Optional.of(setting)))
                    .orElse(backups);
        } else {
            if (variables.contains("DATABASE_URI")) {
                stores.add("mongodb");
            }
            if (variables.contains("DATABASE_URL")) {
                stores.add("postgresql");
            }
        }
        return new ProjectOutline(location.folder(), stores, profiles, backups);
    }
}
