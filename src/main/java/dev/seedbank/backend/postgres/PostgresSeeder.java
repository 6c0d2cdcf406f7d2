package dev.seedbank.backend.postgres;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.Seeder;
import java.util.Iterator;
import java.util.List;

/** Being built. */
final class PostgresSeeder implements Seeder {
    private final Session session;

    PostgresSeeder(Session session, List<String> schemas) {
        this.session = session;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public boolean isAtomic() {
        return true;
    }

    @Override
    public SeedCounts seed(SeedTarget target, Iterator<SeedRow> rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void commit() {
        session.commit();
    }

    @Override
    public void close() {
        session.close();
    }
}
