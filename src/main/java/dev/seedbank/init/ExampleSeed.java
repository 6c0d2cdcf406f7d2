package dev.seedbank.init;

import dev.seedbank.archive.FileNames;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.CollectionStatistics;
import dev.seedbank.backend.ForeignKey;
import dev.seedbank.backend.StoreReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A seed file to start from: a few rows of a small collection, best one that refers to no other, and none of its fields that look
 * sensitive.
 *
 * @param file its name in {@code seeds/}
 * @param collection as the user knows it: {@code postgresql/countries}
 */
record ExampleSeed(String file, String collection, List<ExampleRow> rows) {
    private static final int ROWS = 5;
    private static final int SMALL_ROWS = 500;
    private static final int SMALL_BYTES = 1 << 20;
    private static final int TRIES = 5;

    /** A JSON array, one row a line, as in a backup. */
    String text() {
        return rows.stream().map(ExampleRow::text).collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    /** Reads from the stores; empty if none has a collection that will do. */
    static Optional<ExampleSeed> of(List<StoreReader> stores) throws IOException {
        Optional<ExampleSeed> second = Optional.empty();
        for (var store : stores) {
            for (var candidate : candidates(store, labelsOfOthers(stores, store))) {
                var example = of(store, candidate);
                boolean whole = example.rows.stream().noneMatch(ExampleRow::cut);
                boolean telling = example.rows.stream().allMatch(row -> row.fields() > 1);
                if (whole && !example.rows.isEmpty()) {
                    return Optional.of(example);
                }
                second = second.or(() -> Optional.of(example).filter(it -> telling && !it.rows.isEmpty()));
            }
        }
        return second;
    }

    private static Set<String> labelsOfOthers(List<StoreReader> stores, StoreReader own) {
        return stores.stream()
                .filter(store -> !store.settings().name().equals(own.settings().name()))
                .flatMap(store -> store.collections().stream())
                .map(ExampleSeed::label)
                .collect(Collectors.toSet());
    }

    /** Small collections that have rows, those first that need no other. */
    private static List<Collection> candidates(StoreReader store, Set<String> taken) {
        var children = new HashSet<Collection>();
        store.foreignKeys().stream().map(ForeignKey::child).forEach(children::add);
        return store.statistics().stream()
                .filter(it -> it.collection().kind() == Collection.Kind.DATA && it.exact())
                .filter(it -> it.rows() > 0 && it.rows() <= SMALL_ROWS && it.bytes() <= SMALL_BYTES)
                .filter(it -> !taken.contains(label(it.collection())))
                .sorted(Comparator.<CollectionStatistics>comparingInt(it -> children.contains(it.collection()) ? 1 : 0)
                        .thenComparingInt(it -> it.rows() > 1 ? 0 : 1))
                .limit(TRIES)
                .map(CollectionStatistics::collection)
                .toList();
    }

    private static ExampleSeed of(StoreReader store, Collection collection) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var snapshot = store.snapshot();
                var reader = snapshot.reader()) {
            reader.read(collection, bytes, _ -> {});
        }
        var rows = new ArrayList<ExampleRow>();
        for (var line :
                bytes.toString(StandardCharsets.UTF_8).lines().limit(ROWS).toList()) {
            rows.add(ExampleRow.of(line));
        }
        return new ExampleSeed(
                FileNames.encode(label(collection)) + ".json",
                store.settings().name() + "/"
                        + collection.label(store.settings().isFamily() ? "/" : "."),
                rows);
    }

    private static String label(Collection collection) {
        return collection.label(".");
    }
}
