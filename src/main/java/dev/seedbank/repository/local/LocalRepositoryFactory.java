package dev.seedbank.repository.local;

import dev.seedbank.config.BackupLocation;
import dev.seedbank.repository.BackupRepository;
import dev.seedbank.repository.RepositoryFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;

/** Folders: by a path, or by a URL such as {@code file:///var/backups}. */
@ApplicationScoped
public class LocalRepositoryFactory implements RepositoryFactory {
    @Override
    public Set<String> schemes() {
        return Set.of(BackupLocation.FILE_SCHEME);
    }

    @Override
    public BackupRepository open(BackupLocation location) {
        return new LocalRepository(location.isUrl() ? ofUrl(location) : Path.of(location.value()));
    }

    private static Path ofUrl(BackupLocation location) {
        try {
            return Path.of(URI.create(location.value()));
        } catch (IllegalArgumentException e) {
            throw location.failure(
                    "'%s' is not the URL of a folder".formatted(location),
                    "Write it as file:///var/backups, or as a path without a scheme.");
        }
    }
}
