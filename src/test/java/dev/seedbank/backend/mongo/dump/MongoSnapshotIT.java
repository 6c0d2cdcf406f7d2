package dev.seedbank.backend.mongo.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.ConsistencyMode;
import dev.seedbank.backend.RowReader;
import dev.seedbank.backend.Snapshot;
import dev.seedbank.backend.mongo.MongoStores;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.MongoServer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MongoSnapshotIT {
    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void readers_in_two_threads_see_the_same_while_others_write(MongoServer server) throws Exception {
        server.assumes(Capability.SNAPSHOT);
        var name = server.database();
        var users = server.open(name).getCollection("users");
        users.insertMany(IntStream.range(0, 20_000)
                .mapToObj(n -> new Document("_id", n).append("text", "x".repeat(60)))
                .toList());
        try (var store = MongoStores.open(server.url(name));
                var threads = Executors.newFixedThreadPool(3);
                var snapshot = store.snapshot(ConsistencyMode.SNAPSHOT);
                var first = snapshot.reader();
                var second = snapshot.reader()) {
            var reading = new AtomicBoolean(true);
            users.deleteMany(new Document("_id", new Document("$lt", 100)));
            var writer = threads.submit(() -> {
                for (int n = 100_000; reading.get(); n++) {
                    users.insertOne(new Document("_id", n));
                }
            });
            var one = threads.submit(all(snapshot, first));
            var other = threads.submit(all(snapshot, second));
            try {
                assertThat(one.get()).isEqualTo(other.get());
                assertThat(one.get().get("users").lines()).hasSize(20_000);
            } finally {
                reading.set(false);
            }
            writer.get();
        } finally {
            server.drop(name);
        }
    }

    private static Callable<Map<String, String>> all(Snapshot snapshot, RowReader reader) {
        return () -> {
            var rows = new TreeMap<String, String>();
            for (var collection : snapshot.collections()) {
                var out = new ByteArrayOutputStream();
                reader.read(collection, out, read -> {});
                rows.put(collection.name(), out.toString(StandardCharsets.UTF_8));
            }
            return rows;
        };
    }
}
