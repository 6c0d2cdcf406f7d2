package dev.seedbank.backend.mongo.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Difference;
import dev.seedbank.backend.Emptying;
import dev.seedbank.backend.LoadRequest;
import dev.seedbank.backend.Loader;
import dev.seedbank.backend.PointOfNoReturn;
import dev.seedbank.backend.Structure;
import dev.seedbank.backend.mongo.MongoScope;
import dev.seedbank.backend.mongo.MongoStores;
import dev.seedbank.backend.mongo.MongoStores.Dump;
import dev.seedbank.backend.mongo.catalog.ThisProcess;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.Waiting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever happens to a restore, the old data is there until it is done. */
class MongoLoaderIT {
    private static final String ALL = "dev.seedbank.testing.MongoServer#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void a_row_that_is_no_document_is_named_and_nothing_is_changed(MongoServer server) throws IOException {
        try (var scope = MongoScope.on(server).insert("a", "{_id: 1}").insert("b", "{_id: 1}")) {
            var broken = Dump.of(scope.store()).with("b", "{\"_id\":2},\n{\"_id\":{\"$oid\":\"xyz\"}}");
            assertFailure(scope, broken, "b: row 2: $oid: 'xyz' is not hexadecimal");
            assertFailure(
                    scope, broken.with("b", "{\"_id\":2},\n{\"_id\":3"), "b: row 2: not JSON: expected '}', found ']'");
            assertFailure(
                    scope,
                    broken.with("b", "{\"_id\":2},\n5"),
                    "b: row 2: not JSON: expected a row (an object), found a number");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_duplicate_key_is_named_by_its_row_and_nothing_is_changed(MongoServer server) throws IOException {
        try (var scope = MongoScope.on(server).insert("users", "{_id: 1, email: 'a'}", "{_id: 2, email: 'b'}")) {
            scope.database()
                    .getCollection("users")
                    .createIndex(Indexes.ascending("email"), new IndexOptions().unique(true));
            var dump = Dump.of(scope.store());
            var rows = new StringBuilder("{\"_id\":0,\"email\":\"x\"}");
            for (int id = 1; id < 25_000; id++) {
                rows.append(",\n{\"_id\":")
                        .append(id)
                        .append(",\"email\":\"")
                        .append(id == 20_000 ? "x" : "e" + id)
                        .append("\"}");
            }
            assertFailure(scope, dump.with("users", rows.toString()), "users: row 20001: duplicate key", "email");
            assertFailure(scope, dump.with("users", "{\"_id\":1},{\"_id\":1}"), "users: row 2: duplicate key");
        }
    }

    private static void assertFailure(MongoScope scope, Dump dump, String... words) {
        var before = scope.digest();
        assertThatThrownBy(() -> dump.restore(scope.store(), true))
                .isInstanceOf(OperationFailed.class)
                .hasMessageContainingAll(words);
        assertThat(scope.digest()).isEqualTo(before);
        assertThat(scope.names()).noneMatch(name -> name.contains("restoring"));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void nothing_is_seen_before_the_commit(MongoServer server) throws IOException {
        try (var scope = MongoScope.on(server).insert("a", "{_id: 1}")) {
            var dump = Dump.of(scope.store());
            scope.insert("a", "{_id: 2}");
            var before = scope.digest();
            var request = dump.request(scope.store(), false);
            try (var loader = scope.store().loader(request)) {
                loader.begin();
                dump.load(loader, request);
                assertThat(scope.digest()).isEqualTo(before);
                assertThat(scope.store().collections()).containsExactly(scope.collection("a"));
            }
            assertThat(scope.digest()).isEqualTo(before);
            assertThat(scope.names()).noneMatch(name -> name.contains("restoring"));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_second_restore_fails_at_once_while_one_runs(MongoServer server) throws IOException {
        try (var scope = MongoScope.on(server).insert("a", "{_id: 1}");
                var other = MongoStores.open(server.url(scope.database().getName()))) {
            var dump = Dump.of(scope.store());
            try (var second = other.loader(dump.request(other, false))) {
                try (var first = scope.store().loader(dump.request(scope.store(), false))) {
                    first.begin();
                    assertThatThrownBy(second::begin)
                            .isInstanceOf(OperationFailed.class)
                            .hasMessageContaining("Another restore")
                            .hasMessageContaining("since");
                }
                second.begin();
            }
            dump.restore(scope.store(), false);
        }
    }

    /** The other one took this one's staging collection for a leftover, so that documents are missing in it. */
    @Test
    void a_lost_lock_is_the_reason_that_is_told() throws IOException {
        var server = MongoServer.any();
        try (var scope = MongoScope.on(server).insert("a", "{_id: 1}");
                var other = MongoStores.open(server.url(scope.database().getName()))) {
            var dump = Dump.of(scope.store());
            var request = dump.request(scope.store(), false);
            try (var first = scope.store().loader(request);
                    var second = other.loader(dump.request(other, false))) {
                first.begin();
                var text = "x".repeat(10_000);
                var documents = IntStream.range(0, 10_000)
                        .mapToObj(n -> "{\"_id\": %d, \"text\": \"%s\"}".formatted(n, text))
                        .collect(Collectors.joining(",", "[", "]"));
                var rows = new ByteArrayInputStream(documents.getBytes(StandardCharsets.UTF_8)) {
                    private boolean taken;

                    @Override
                    public synchronized int read(byte[] to, int offset, int length) {
                        if (!taken && pos > count - 10_000_000) {
                            taken = true;
                            takeOver(scope, second);
                        }
                        return super.read(to, offset, length);
                    }
                };
                assertThatThrownBy(() -> first.load(request.items().getFirst(), rows))
                        .isInstanceOf(OperationFailed.class)
                        .hasMessageContaining("The lock of '");
            }
        }
    }

    /** As if the first had stood still until its lock expired; it notices with the next renewal. */
    private static void takeOver(MongoScope scope, Loader second) {
        scope.database()
                .getCollection("_seedbank_lock")
                .updateOne(Filters.eq("restore"), Updates.set("expires", new Date(0)));
        second.begin();
        var noticed = Instant.now().plusSeconds(7);
        Waiting.until("the first one renews its lock", () -> Instant.now().isAfter(noticed));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void what_a_killed_restore_left_is_cleared_away(MongoServer server) throws IOException {
        try (var scope = MongoScope.on(server).insert("a", "{_id: 1}").insert("_seedbank_restoring_00000000_0", "{}")) {
            var dead = new Document(ThisProcess.document()).append("started", 1L);
            var expired = new Document("_id", "restore").append("owner", "x").append("expires", new Date(0));
            var killed = new Document("_id", "restore")
                    .append("owner", "y")
                    .append("process", dead)
                    .append("expires", new Date(Long.MAX_VALUE / 2));
            for (var lock : List.of(expired, killed)) {
                scope.database().getCollection("_seedbank_lock").drop();
                scope.database().getCollection("_seedbank_lock").insertOne(lock);
                assertThat(scope.store().collections()).containsExactly(scope.collection("a"));
                Dump.of(scope.store()).restore(scope.store(), false);
                assertThat(scope.documents("_seedbank_lock")).isEmpty();
                assertThat(scope.names()).containsExactly("_seedbank_lock", "a");
            }
            scope.database()
                    .getCollection("_seedbank_lock")
                    .insertOne(new Document(killed).append("process", ThisProcess.document()));
            assertThatThrownBy(() -> Dump.of(scope.store()).restore(scope.store(), false))
                    .hasMessageContaining("Another restore");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void drop_existing_removes_what_the_backup_does_not_have(MongoServer server) throws IOException {
        try (var scope = MongoScope.on(server).insert("a", "{_id: 1}").insert("_seedbank", "{_id: 'kept'}")) {
            var dump = Dump.of(scope.store());
            scope.insert("b", "{_id: 1}");
            dump.restore(scope.store(), false);
            assertThat(scope.store().collections()).containsExactly(scope.collection("a"), scope.collection("b"));
            dump.restore(scope.store(), true);
            assertThat(scope.store().collections()).containsExactly(scope.collection("a"));
            assertThat(scope.documents("_seedbank")).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void without_structure_the_present_indexes_stay(MongoServer server) throws IOException {
        try (var scope = MongoScope.on(server).insert("users", "{_id: 1, email: 'a'}")) {
            scope.database()
                    .getCollection("users")
                    .createIndex(Indexes.ascending("email"), new IndexOptions().unique(true));
            if (server.has(Capability.VALIDATORS)) {
                scope.database()
                        .runCommand(Document.parse("{collMod: 'users', validator: {email: {$type: 'string'}}}"));
            }
            var before = scope.digest();
            var dump = Dump.of(scope.store()).withoutStructure();
            scope.store().cleaner().clean(scope.store().collections(), Emptying.UNRECORDED);
            dump.restore(scope.store(), false);
            assertThat(scope.digest()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_collection_comes_back_under_another_name(MongoServer server) throws IOException {
        try (var scope = MongoScope.on(server).insert("users", "{_id: 1, email: 'a'}")) {
            scope.database().getCollection("users").createIndex(Indexes.ascending("email"));
            var dump = Dump.of(scope.store());
            var item = new LoadRequest.Item(scope.collection("users"), scope.collection("people"), List.of());
            var request =
                    new LoadRequest(List.of(item), dump.structure(), List.of(), List.of(), LoadRequest.Options.PLAIN);
            try (var loader = scope.store().loader(request)) {
                loader.begin();
                var rows = "{\"_id\":7}\n{\"_id\":8}\n".getBytes(StandardCharsets.UTF_8);
                assertThat(loader.load(item, new ByteArrayInputStream(rows))).isEqualTo(2);
                loader.commit(PointOfNoReturn.UNRECORDED);
            }
            assertThat(scope.documents("people")).hasSize(2);
            assertThat(scope.documents("users")).hasSize(1);
            assertThat(scope.database().getCollection("people").listIndexes().into(new ArrayList<>()))
                    .hasSize(2);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void differences_are_told_and_touch_nothing(MongoServer server) throws IOException {
        try (var scope = MongoScope.on(server).insert("a", "{_id: 1}").insert("b", "{_id: 1}")) {
            scope.database().getCollection("a").createIndex(Indexes.ascending("x"));
            var dump = Dump.of(scope.store());
            scope.database().getCollection("b").drop();
            scope.database().getCollection("a").dropIndexes();
            scope.database().getCollection("a").createIndex(Indexes.ascending("y"));
            try (var check = scope.store().loadCheck(dump.request(scope.store(), false))) {
                assertThat(check.differences())
                        .extracting(Difference::line)
                        .containsExactly(
                                "a: the index 'x_1' will be created",
                                "a: the index 'y_1' is not in the backup; will be removed",
                                "b: not in the database; will be created");
                assertThat(check.differences()).noneMatch(Difference::fatal);
            }
            assertThat(scope.names()).containsExactly("a");
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_view_does_not_take_the_place_of_documents(MongoServer server) throws IOException {
        server.assumes(Capability.VIEWS);
        try (var scope = MongoScope.on(server).insert("a", "{_id: 1}")) {
            scope.database().createView("v", "a", List.of());
            var dump = Dump.of(scope.store());
            scope.database().getCollection("v").drop();
            scope.insert("v", "{_id: 1}");
            var before = scope.digest();
            assertThatThrownBy(() -> dump.restore(scope.store(), false))
                    .isInstanceOf(OperationFailed.class)
                    .hasMessageContaining("v: is a collection in the database");
            assertThat(scope.digest()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_foreign_database_is_refused(MongoServer server) {
        try (var scope = MongoScope.on(server).insert("a", "{_id: 1}")) {
            var elsewhere = new Collection("admin", "a", false, Collection.Kind.DATA);
            var item = new LoadRequest.Item(scope.collection("a"), elsewhere, List.of());
            var request = new LoadRequest(
                    List.of(item),
                    new Structure("structure.ejson", ""),
                    List.of(),
                    List.of(),
                    LoadRequest.Options.PLAIN);
            try (var check = scope.store().loadCheck(request);
                    var loader = scope.store().loader(request)) {
                assertThat(check.differences()).isNotEmpty().allMatch(Difference::fatal);
                assertThatThrownBy(loader::begin).isInstanceOf(OperationFailed.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_family_comes_back_database_by_database(MongoServer server) throws IOException {
        var prefix = server.database("family");
        var names = List.of(prefix + "_one", prefix + "_two", prefix + "_three");
        names.subList(0, 2)
                .forEach(name -> server.open(name).getCollection("scenes").insertOne(new Document("_id", name)));
        server.open(names.getLast()).getCollection("scenes").insertOne(new Document("_id", 3));
        try (var store = MongoStores.family(server.url("admin"), prefix + "_*")) {
            assertThat(store.server().database()).isEqualTo(prefix + "_*");
            assertThat(store.namespace()).isEmpty();
            server.open(names.getLast()).drop();
            var dump = Dump.of(store);
            assertThat(store.collections())
                    .extracting(collection -> collection.label("/"))
                    .containsExactly(names.get(0) + "/scenes", names.get(1) + "/scenes");
            var cleaned = store.cleaner().clean(store.collections(), Emptying.UNRECORDED);
            assertThat(cleaned)
                    .allMatch(one -> one.dropped() && one.rows() == 1)
                    .hasSize(2);
            assertThat(store.collections()).isEmpty();

            server.open(names.getLast()).getCollection("scenes").insertOne(new Document("_id", 3));
            dump.restore(store, false);
            assertThat(store.collections()).hasSize(3);
            dump.restore(store, true);
            assertThat(store.collections()).hasSize(2);
            assertThat(server.open(names.getFirst())
                            .getCollection("scenes")
                            .find()
                            .first())
                    .containsEntry("_id", names.getFirst());
        } finally {
            names.forEach(server::drop);
        }
    }
}
