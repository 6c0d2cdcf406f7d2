package dev.seedbank.repository;

import java.nio.file.Path;

class LocalRepositoryTest extends RepositoryContract {
    @Override
    BackupRepository create(Path folder) {
        return new LocalRepository(folder);
    }
}
