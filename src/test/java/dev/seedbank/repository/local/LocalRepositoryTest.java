package dev.seedbank.repository.local;

import dev.seedbank.repository.BackupRepository;
import dev.seedbank.repository.RepositoryContract;
import java.nio.file.Path;

class LocalRepositoryTest extends RepositoryContract {
    @Override
    protected BackupRepository create(Path folder) {
        return new LocalRepository(folder);
    }
}
