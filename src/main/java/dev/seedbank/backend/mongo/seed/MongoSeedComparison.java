package dev.seedbank.backend.mongo.seed;

import dev.seedbank.backend.RowHash;
import dev.seedbank.backend.SeedComparison;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.SeedRow.Value.Reference;
import dev.seedbank.backend.SeedSource;
import dev.seedbank.backend.SeedStates;
import dev.seedbank.backend.SeedTally;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.mongo.catalog.MongoSeedLedger;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.bson.BsonValue;

/** Compares files batch by batch, each looked up with a query for each key. */
public final class MongoSeedComparison implements SeedComparison, ReferenceResolver {
    private static final int ROWS = 1000;
    private static final int BYTES = 1 << 20;

    private final Namespaces namespaces;
    private final SeedReferences references;

    public MongoSeedComparison(Namespaces namespaces) {
        this.namespaces = namespaces;
        this.references = new SeedReferences(namespaces);
    }

    @Override
    public SeedStates compare(SeedTarget target, Iterator<SeedRow> rows, SeedSource source) {
        return MongoErrors.during(
                "comparing the seeds of " + target.collection().label("/"), () -> {
                    var ledger =
                            new MongoSeedLedger(namespaces, target.collection().namespace());
                    var tally = new SeedTally(
                            ledger.file(source.file(), target.collection()),
                            source,
                            () -> ledger.rows(source.file(), target.collection()));
                    return new Comparison(target, tally).run(rows);
                });
    }

    /** What nothing in a database is equal to, where there is nothing to refer to. */
    @Override
    public BsonValue resolve(SeedRow row, String field, Reference reference, BsonValue value) {
        return references.find(row, field, reference, value).orElse(UNKNOWN);
    }

    private final class Comparison {
        private final SeedTally tally;
        private final List<SeedKey> keys;
        private final SeedDocuments documents;
        private final ExistingDocuments existing;
        private final Map<SeedKey, Hashes> met = new HashMap<>();
        private final List<SeedDocument> batch = new ArrayList<>();
        private int bytes;

        Comparison(SeedTarget target, SeedTally tally) {
            this.tally = tally;
            this.keys = SeedKey.of(namespaces, target);
            this.documents = new SeedDocuments(MongoSeedComparison.this);
            this.existing = new ExistingDocuments(namespaces, target.collection(), true);
        }

        SeedStates run(Iterator<SeedRow> rows) {
            rows.forEachRemaining(row -> {
                var document = documents.known(documents.of(row), keys);
                if (isRepeated(document)) {
                    tally.repeated(1);
                    return;
                }
                batch.add(document);
                bytes += document.bson().length;
                if (batch.size() == ROWS || bytes > BYTES) {
                    look();
                }
            });
            look();
            return tally.states();
        }

        private boolean isRepeated(SeedDocument document) {
            boolean repeated = false;
            for (var one : document.known().entrySet()) {
                repeated |=
                        !met.computeIfAbsent(one.getKey(), any -> new Hashes()).add(RowHash.of(one.getValue()));
            }
            return repeated;
        }

        private void look() {
            var found = existing.of(keys, batch);
            for (int row = 0; row < batch.size(); row++) {
                var document = batch.get(row);
                var present = found.get(row);
                if (present.isEmpty()) {
                    tally.missingRow(document.hash());
                } else if (document.differences(present.get(), Value::isContent).isEmpty()) {
                    tally.present(1);
                } else {
                    tally.differentRow(document.hash(), RowHash.content(document.row()));
                }
            }
            batch.clear();
            bytes = 0;
        }
    }

    @Override
    public void close() {
        // The store has the connections.
    }
}
