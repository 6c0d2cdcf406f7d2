package dev.seedbank.backend.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.ChangeState;
import dev.seedbank.backend.CollectionStatistics;
import dev.seedbank.backend.Emptying;
import dev.seedbank.config.Environment;
import dev.seedbank.failure.ConnectionFailed;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("program")
class MongoStoreIT {
    private static final String ALL = "dev.seedbank.testing.MongoServer#all";
    private static final String QUICK = "?serverSelectionTimeoutMS=500&connectTimeoutMS=500";

    @Test
    void where_nobody_answers_is_said() {
        assertThatThrownBy(() -> MongoStores.open("mongodb://me:secret@127.0.0.1:1/x" + QUICK))
                .isInstanceOf(ConnectionFailed.class)
                .hasMessage("Store 'payload': no MongoDB server answers at 127.0.0.1:1")
                .hasMessageNotContaining("secret");
    }

    @Test
    void an_unknown_host_is_said() {
        assertThatThrownBy(() -> MongoStores.open("mongodb://me:secret@no-such-host.invalid/x" + QUICK))
                .isInstanceOf(ConnectionFailed.class)
                .hasMessage("Store 'payload': unknown host: no-such-host.invalid");
    }

    /** Through the program: the driver's resolver is Quarkus's own, and wants it running. */
    @Test
    void an_unknown_service_is_said(@TempDir Path project) {
        assertThat(CliRunner.in(project)
                        .env("DATABASE_URI", "mongodb+srv://me:secret@no-such-host.invalid/x")
                        .run("status"))
                .exits(4)
                .warns("unknown host", "no-such-host.invalid")
                .neverSays("secret", "Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mongodb://me:sec:ret@host/x",
                "mongodb://me:s@cret@host/x",
                "mongodb://host:port/x",
                "mongodb://"
            })
    void a_url_that_is_none_is_said_without_its_secret(String url) {
        assertThatThrownBy(() -> MongoStores.open(url))
                .isInstanceOf(UsageFailure.class)
                .hasMessageContaining("not a valid MongoDB URL")
                .hasMessageNotContainingAny("sec", "cret")
                .hasNoCause();
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_url_without_a_database_is_refused(MongoServer server) {
        assertThatThrownBy(() -> MongoStores.open(server.url("")))
                .isInstanceOf(UsageFailure.class)
                .hasMessageContaining("names no database");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_wrong_password_is_said_without_it(MongoServer server) {
        var url = server.url("x").replace("mongodb://", "mongodb://nobody:wrongpassword@");
        assertThatThrownBy(() -> MongoStores.open(url))
                .isInstanceOf(ConnectionFailed.class)
                .hasMessageContaining("refused the user name or the password")
                .hasMessageNotContaining("wrongpassword");
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_marker_is_kept_and_never_listed(MongoServer server) {
        try (var scope = MongoScope.on(server).insert("a", "{_id: 1}")) {
            var marker = scope.store().marker();
            assertThat(marker.read().environment()).isEmpty();
            assertThat(scope.names()).containsExactly("a");
            scope.store().mark(Environment.TEST);
            scope.store().mark(Environment.PRODUCTION);
            assertThat(marker.read().environment()).contains(Environment.PRODUCTION);
            scope.store().cleaner().clean(scope.store().collections(), Emptying.UNRECORDED);
            assertThat(marker.read().environment()).contains(Environment.PRODUCTION);
            assertThat(scope.store().collections()).containsExactly(scope.collection("a"));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_familys_environment_is_the_highest_of_its_databases(MongoServer server) {
        var prefix = server.database("marked");
        var names = List.of(prefix + "_a", prefix + "_b");
        names.forEach(name -> server.open(name).getCollection("c").insertOne(new Document()));
        try (var store = MongoStores.family(server.url("admin"), prefix + "_*");
                var one = MongoStores.open(server.url(names.getLast()))) {
            store.mark(Environment.DEVELOPMENT);
            assertThat(one.marker().read().environment()).contains(Environment.DEVELOPMENT);
            one.mark(Environment.PRODUCTION);
            assertThat(store.marker().read().environment()).contains(Environment.PRODUCTION);
        } finally {
            names.forEach(server::drop);
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void is_another_database_than_its_neighbour_and_tells_before_it_changes(MongoServer server) {
        try (var scope = MongoScope.on(server).insert("a", "{_id: 1}");
                var again = MongoStores.open(server.url(scope.database().getName()));
                var other = MongoScope.on(server)) {
            assertThat(again.identity()).isEqualTo(scope.store().identity());
            assertThat(other.store().identity().matches(again.identity())).isFalse();
            assertThat(again.identity().address()).contains(":").doesNotContain("@");
            assertThatThrownBy(() -> again.cleaner().clean(again.collections(), token -> {
                        throw new OperationFailed("cannot be written down", "");
                    }))
                    .hasMessage("cannot be written down");
            assertThat(again.hasRows()).isTrue();
            again.cleaner()
                    .clean(
                            again.collections(),
                            token -> assertThat(again.changeState(token)).isEqualTo(ChangeState.COMMITTED));
            assertThat(again.hasRows()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void statistics_count_documents(MongoServer server) {
        try (var scope = MongoScope.on(server).insert("a", "{_id: 1}", "{_id: 2}")) {
            assertThat(scope.store().statistics()).singleElement().satisfies(found -> {
                assertThat(found).extracting(CollectionStatistics::rows).isEqualTo(2L);
                assertThat(found.exact()).isTrue();
                assertThat(found.bytes()).isGreaterThanOrEqualTo(-1);
            });
            assertThat(scope.store().server().version()).matches("[0-9]+\\.[0-9]+.*");
        }
    }
}
