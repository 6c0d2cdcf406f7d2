package dev.seedbank.backend.mongo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.Loader;
import dev.seedbank.backend.PointOfNoReturn;
import dev.seedbank.backend.Store;
import dev.seedbank.backend.Structure;
import dev.seedbank.config.ConnectionUrl;
import dev.seedbank.config.StoreSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens stores, and holds a whole backup in memory, for tests without commands and files. */
public final class MongoStores {
    private MongoStores() {}

    public static Store open(String url) {
        return open(url, Optional.empty());
    }

    public static Store family(String url, String pattern) {
        return open(url, Optional.of(pattern));
    }

    private static Store open(String url, Optional<String> databases) {
        return new MongoBackend()
                .open(new StoreSettings(
                        "payload",
                        ConnectionUrl.of(url, "test"),
                        Optional.empty(),
                        databases,
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of()));
    }

    /** What a snapshot gave. */
    public record Dump(Map<Collection, byte[]> rows, Map<Collection, Long> counts, Structure structure) {
        public static Dump of(Store store) throws IOException {
            var rows = new LinkedHashMap<Collection, byte[]>();
            var counts = new LinkedHashMap<Collection, Long>();
            try (var snapshot = store.snapshot();
                    var reader = snapshot.reader()) {
                var structure = snapshot.structure(snapshot.collections());
                for (var collection : snapshot.collections()) {
                    if (collection.kind() == Collection.Kind.DATA) {
                        var out = new ByteArrayOutputStream();
                        counts.put(collection, reader.read(collection, out, read -> {}));
                        rows.put(collection, out.toByteArray());
                    }
                }
                return new Dump(rows, counts, structure);
            }
        }

        String text(String collection) {
            return rows.entrySet().stream()
                    .filter(entry -> entry.getKey().name().equals(collection))
                    .map(entry -> new String(entry.getValue(), UTF_8))
                    .findFirst()
                    .orElseThrow();
        }

        public Dump with(String collection, String text) {
            var changed = new LinkedHashMap<>(rows);
            changed.replaceAll((key, value) -> key.name().equals(collection) ? text.getBytes(UTF_8) : value);
            return new Dump(changed, counts, structure);
        }

        public Dump withoutStructure() {
            return new Dump(rows, counts, new Structure("structure.ejson", ""));
        }

        public LoadRequest request(Store into, boolean dropExisting) {
            var items = new ArrayList<LoadRequest.Item>();
            for (var source : rows.keySet()) {
                var namespace = source.main() ? into.namespace() : source.namespace();
                items.add(new LoadRequest.Item(
                        source,
                        new Collection(namespace, source.name(), source.main(), Collection.Kind.DATA),
                        List.of()));
            }
            var held = new HashSet<>(into.views(structure));
            items.forEach(item -> held.add(item.target()));
            var removals = into.collections().stream()
                    .filter(it -> dropExisting && !held.contains(it))
                    .toList();
            return new LoadRequest(items, structure, List.of(), removals, LoadRequest.Options.PLAIN);
        }

        /** The whole way of a restore. */
        public void restore(Store into, boolean dropExisting) throws IOException {
            var request = request(into, dropExisting);
            try (var loader = into.loader(request)) {
                loader.begin();
                load(loader, request);
                loader.commit(PointOfNoReturn.UNRECORDED);
            }
        }

        public void load(Loader loader, LoadRequest request) throws IOException {
            for (var item : request.items()) {
                var json = "[\n" + new String(rows.getOrDefault(item.source(), new byte[0]), UTF_8) + "\n]\n";
                loader.load(item, new ByteArrayInputStream(json.getBytes(UTF_8)));
            }
        }
    }
}
