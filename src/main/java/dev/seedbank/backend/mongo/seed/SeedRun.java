package dev.seedbank.backend.mongo.seed;

import com.mongodb.MongoInterruptedException;
import dev.seedbank.backend.RowHash;
import dev.seedbank.backend.RowWatch;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.Seeder.SeedCounts;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file into one collection, in the file's order, batch by batch: a row may refer to one above it. While one batch is
 * written, the next is prepared.
 */
final class SeedRun {
    private static final int ROWS = 1000;
    private static final int BYTES = 1 << 20;

    private final SeedTarget target;
    private final List<SeedKey> keys;
    private final SeedDocuments documents;
    private final SeedBatch writer;
    private final RowWatch watch;
    private final Map<SeedKey, Set<List<Object>>> inBatch = new HashMap<>();
    /** An update would find what this file wrote above, and change it again. */
    private final Map<SeedKey, Hashes> inFile = new HashMap<>();

    private List<SeedDocument> batch = new ArrayList<>();
    private int bytes;
    private long number;
    private @Nullable FutureTask<SeedBatch.Written> pending;
    /** Whether rows are looked up before they are inserted, which is worth it where most are there. */
    private boolean lookUpFirst;

    private SeedCounts total = SeedCounts.NONE;

    /** @param watch is told of each row */
    SeedRun(Namespaces namespaces, SeedTarget target, SeedReferences references, RowWatch watch) {
        this.target = target;
        this.watch = watch;
        this.keys = SeedKey.of(namespaces, target);
        this.documents = new SeedDocuments(references);
        this.writer = new SeedBatch(namespaces, target, keys);
        this.lookUpFirst = target.isNamed() || !writer.isCollectionEmpty();
    }

    /** All rows; when it ends, however it ends, no batch is being written any more. */
    SeedCounts run(Iterable<SeedRow> rows) {
        try {
            rows.forEach(this::add);
            flush();
        } finally {
            await(); // what went wrong with rows above comes first
        }
        return total;
    }

    private void add(SeedRow row) {
        if (refersHere(row)) {
            flush();
            await();
        }
        var document = known(documents.of(row));
        document.number(++number);
        if (watch.asks()) {
            watch.row(document.hash(), RowHash.content(row));
        }
        if (isRepeated(document)) {
            total = total.plus(new SeedCounts(0, 0, 1));
            return;
        }
        batch.add(document);
        bytes += document.bson().length;
        // By rules of its own only the server can say what is equal, and only of what it has.
        boolean alone = target.isNamed() && keys.getFirst().collation().isPresent();
        if (batch.size() == ROWS || bytes > BYTES || alone) {
            flush();
        }
    }

    private boolean refersHere(SeedRow row) {
        return row.fields().values().stream()
                .anyMatch(value -> value instanceof Value.Reference reference
                        && reference.collection().equals(target.collection()));
    }

    private SeedDocument known(SeedDocument document) {
        var known = documents.known(document, keys);
        total = total.plus(new SeedCounts(0, 0, 0, known.isIdentified() ? 1 : 0));
        return known;
    }

    /** Of rows with the same key the first one counts. */
    private boolean isRepeated(SeedDocument document) {
        for (var one : document.known().entrySet()) {
            boolean before = target.update()
                    ? inFile(one.getKey()).contains(RowHash.of(one.getValue()))
                    : inBatch(one.getKey()).contains(one.getValue());
            if (before) {
                return true;
            }
        }
        document.known().forEach((key, values) -> {
            if (target.update()) {
                inFile(key).add(RowHash.of(values));
            } else {
                inBatch(key).add(values);
            }
        });
        return false;
    }

    private Hashes inFile(SeedKey key) {
        return inFile.computeIfAbsent(key, any -> new Hashes());
    }

    private Set<List<Object>> inBatch(SeedKey key) {
        return inBatch.computeIfAbsent(key, any -> new HashSet<>());
    }

    /** Begins to write the batch, when the one before is written. */
    private void flush() {
        await();
        if (batch.isEmpty()) {
            return;
        }
        var rows = batch;
        boolean lookUp = lookUpFirst;
        var task = new FutureTask<>(() -> writer.write(rows, lookUp));
        pending = task;
        watch.pause();
        Thread.ofPlatform().daemon().name("seedbank-seed").start(task);
        batch = new ArrayList<>();
        inBatch.clear();
        bytes = 0;
    }

    /** Waits for the batch that is being written. */
    private void await() {
        var task = pending;
        if (task == null) {
            return;
        }
        pending = null;
        try {
            var written = task.get();
            var outcome = written.counts();
            total = total.plus(outcome);
            if (watch.asksForInserted()) {
                written.inserted().forEach(row -> watch.inserted(row.number()));
            }
            lookUpFirst = !target.isLenient() || outcome.skipped() > outcome.inserted();
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new MongoInterruptedException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(e.getCause());
        }
    }
}
