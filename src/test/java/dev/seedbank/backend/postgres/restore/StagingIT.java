package dev.seedbank.backend.postgres.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of schemas while others are made to take their place. */
class StagingIT {
    /** Between two of a restore's transactions nothing keeps others from it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "grant all on schema public to pg_monitor",
                "comment on schema public is 'mine'",
                "alter schema public owner to pg_monitor",
                "create function public.mine() returns int language sql as 'select 1'"
            })
    void what_was_changed_in_the_old_one_meanwhile_is_not_lost(String change) {
        try (var db = PostgresServer.any().createDatabase();
                var session = open(db)) {
            var staging = Staging.of(session, Set.of("public"));
            inTransaction(session, staging::create);
            db.run(change);
            session.begin("isolation level read committed");
            staging.putInPlace();
            assertThatThrownBy(staging::dropReplaced)
                    .isInstanceOf(OperationFailed.class)
                    .hasMessageContaining("the schema 'public' while the backup was being restored");
            session.rollback();
        }
    }

    @Test
    void an_unchanged_one_is_replaced_by_one_like_it() {
        try (var db = PostgresServer.any().createDatabase();
                var session = open(db)) {
            db.run(
                    "grant create on schema public to pg_monitor with grant option",
                    "comment on schema public is 'it''s'");
            var look =
                    "select pg_get_userbyid(nspowner), nspacl, obj_description(oid) from pg_namespace where nspname = 'public'";
            var before = db.query(look);
            var staging = Staging.of(session, Set.of("public", "other"));
            inTransaction(session, staging::create);
            inTransaction(session, () -> {
                staging.putInPlace();
                staging.dropReplaced();
            });
            assertThat(db.query(look)).isEqualTo(before);
            assertThat(schemas(db)).containsExactlyInAnyOrder("public", "other");
        }
    }

    /** Another restore's may be in use. */
    @Test
    void a_failed_restore_removes_its_own_only() {
        try (var db = PostgresServer.any().createDatabase();
                var session = open(db)) {
            var others = Staging.of(session, Set.of("public"));
            inTransaction(session, others::create);
            var own = Staging.of(session, Set.of("public", "more"));
            inTransaction(session, own::create);
            new StagingLeftovers(session).removeOf(own);
            assertThat(schemas(db))
                    .containsExactlyInAnyOrder(
                            "public", others.places().getFirst().next());
            new StagingLeftovers(session).remove();
            assertThat(schemas(db)).containsExactly("public");
        }
    }

    /** It could give its schema to somebody as whom it may not rename it any more. */
    @Test
    void a_role_that_is_another_without_its_rights_may_not_replace_schemas() {
        for (var server : PostgresServer.all()) {
            try (var db = server.createDatabase()) {
                var url = db.createOwner();
                var owner = db.query(
                                "select pg_get_userbyid(datdba) from pg_database where datname = current_database()")
                        .getFirst();
                db.run("alter schema public owner to " + owner);
                try (var session = open(db.as(url))) {
                    assertThat(StagingChoice.mayReplace(session, Set.of("public")))
                            .isTrue();
                }
                if (Integer.parseInt(db.query("show server_version_num").getFirst()) >= 160_000) {
                    db.run("grant pg_monitor to " + owner + " with inherit false");
                    try (var session = open(db.as(url))) {
                        assertThat(StagingChoice.mayReplace(session, Set.of("public")))
                                .isFalse();
                    }
                }
            }
        }
    }

    private static void inTransaction(Session session, Runnable work) {
        session.begin("isolation level read committed");
        work.run();
        session.commit();
    }

    private static List<String> schemas(Database db) {
        return db.query("select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'");
    }

    private static Session open(Database db) {
        return new PostgresConnector(PostgresStores.settings(db.url(), "public")).open();
    }
}
