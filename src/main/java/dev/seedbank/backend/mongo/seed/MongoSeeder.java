package dev.seedbank.backend.mongo.seed;

import dev.seedbank.backend.Cleaner.Cleaned;
import dev.seedbank.backend.CleaningSeeder;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Emptying;
import dev.seedbank.backend.RowWatch;
import dev.seedbank.backend.SeedRecorder;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedSource;
import dev.seedbank.backend.mongo.catalog.MongoSeedLedger;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.clean.MongoCleaner;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Seeds batch by batch; what was written is there, whatever comes after. The collections' validators are in force. */
public final class MongoSeeder implements CleaningSeeder {
    private final Namespaces namespaces;
    private final SeedReferences references;
    private boolean refused;

    public MongoSeeder(Namespaces namespaces) {
        this.namespaces = namespaces;
        this.references = new SeedReferences(namespaces);
    }

    @Override
    public boolean isEmpty() {
        return MongoErrors.during(
                "looking whether " + namespaces.name() + " is empty",
                () -> namespaces.entries().stream()
                        .filter(entry -> entry.type() != Namespaces.Entry.Type.VIEW)
                        .allMatch(entry -> namespaces
                                        .database(entry.collection().namespace())
                                        .getCollection(entry.collection().name())
                                        .find()
                                        .first()
                                == null));
    }

    @Override
    public boolean isAtomic() {
        return false;
    }

    @Override
    public List<Cleaned> clean(List<Collection> collections, Emptying emptying) {
        return new MongoCleaner(namespaces).clean(collections, emptying);
    }

    @Override
    public SeedCounts seed(SeedTarget target, Iterator<SeedRow> rows, SeedSource source) {
        return MongoErrors.during("seeding " + target.collection().label("/"), () -> {
            var ledger = new MongoSeedLedger(namespaces, target.collection().namespace());
            var recorder = ledger.begin(source, target.collection(), target.update());
            var counts = new SeedRun(
                            namespaces,
                            target,
                            references,
                            recorder.<RowWatch>map(it -> it).orElse(RowWatch.NONE))
                    .run(() -> rows);
            recorder.ifPresent(SeedRecorder::complete);
            refused |= ledger.isRefused();
            return counts;
        });
    }

    @Override
    public Optional<String> unrecorded() {
        return refused
                ? Optional.of("the URL's user may not use the collections %s and %s"
                        .formatted(MongoSeedLedger.FILES, MongoSeedLedger.ROWS))
                : Optional.empty();
    }

    @Override
    public void commit() {
        // Every batch is there already.
    }

    @Override
    public void close() {
        // The store has the connections.
    }
}
