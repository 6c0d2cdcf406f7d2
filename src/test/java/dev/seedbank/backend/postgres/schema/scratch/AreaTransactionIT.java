package dev.seedbank.backend.postgres.schema.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.postgres.PostgresStores;
import dev.seedbank.backend.postgres.catalog.Schemas;
import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.postgres.structure.model.LiveStructure;
import dev.seedbank.backend.postgres.structure.model.ObjectDifference;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureSet;
import dev.seedbank.backend.postgres.structure.read.PostgresStructure;
import dev.seedbank.backend.schema.SchemaDesigner.Place;
import dev.seedbank.backend.schema.SchemaFile;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever runs in an area, its transaction is neither committed nor left. */
class AreaTransactionIT {
    private static final Place BESIDE = new Place(Optional.empty(), true, false);
    private static final Place INSIDE = new Place(Optional.empty(), true, true);

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void nothing_in_an_area_can_be_committed(PostgresServer server) throws SQLException {
        try (var db = server.createDatabase()) {
            var owned = db.as(db.createOwner());
            owned.run("create table users (id int)");
            for (var temporary : new boolean[] {true, false}) {
                db.run("%s temporary on database \"%s\" %s public"
                        .formatted(temporary ? "grant" : "revoke", db.name(), temporary ? "to" : "from"));
                owned.run("%s temporary on database \"%s\" %s current_user"
                        .formatted(temporary ? "grant" : "revoke", db.name(), temporary ? "to" : "from"));
                var before = read(owned);
                for (var area : List.of(open(owned, INSIDE), open(db, BESIDE))) {
                    try (area) {
                        area.clear();
                        assertThat(SchemaArea.outward(read(area.session().connection())).objects().ids().stream()
                                        .filter(id -> id.kind() != StructureKind.OWNER)
                                        .map(Object::toString))
                                .containsExactly("SCHEMA public");
                        assertThat(area.session().attempt("set constraints all immediate"))
                                .isPresent();
                        assertThatThrownBy(() -> area.session().runAsIs("commit"))
                                .isInstanceOf(SQLException.class)
                                .hasMessageContaining("nothing_of_it_is_ever_committed");
                    }
                }
                assertThat(ObjectDifference.between(before, read(owned))).isEmpty();
                assertThat(db.query("select nspname from pg_namespace where nspname ~ '^_seedbank'"))
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void inside_needs_the_language_that_runs_files(PostgresServer server) {
        try (var db = server.createDatabase()) {
            var owned = db.as(db.createOwner());
            for (var sql : List.of("revoke usage on language plpgsql from public", "drop extension plpgsql")) {
                db.run(sql);
                assertThatThrownBy(() -> open(owned, INSIDE))
                        .isInstanceOf(OperationFailed.class)
                        .hasMessageContaining("The language plpgsql, which is needed to load the files, is missing");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void what_ends_a_transaction_is_named_and_does_not_end_it(PostgresServer server) {
        try (var db = server.createDatabase();
                var area = open(db, BESIDE)) {
            for (var hidden : List.of("commit", "rollback", "savepoint a", "prepare transaction 'a'")) {
                area.clear();
                var text = "create table a ();\ncreate function f() returns int begin atomic select 1 case; end;\n"
                        + hidden + "; create table b ();";
                assertThatThrownBy(() -> DeclaredFiles.load(area, List.of(new SchemaFile("schema/a.sql", text))))
                        .isInstanceOf(UsageFailure.class)
                        .hasMessage(
                                "schema/a.sql:2: the server finds a statement here that ends the transaction, which files may not do");
                assertThat(area.session().transactionId())
                        .isEqualTo(area.transaction().id());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void another_transaction_is_noticed(PostgresServer server) {
        try (var db = server.createDatabase();
                var area = open(db, BESIDE)) {
            for (var ending : List.of("rollback", "rollback; begin", "rollback; begin; savepoint loaded")) {
                area.clear();
                var statements = DeclaredReader.read(
                        new SchemaFile("schema/a.sql", "\ncreate table a (); create table b ();"), Surroundings.NONE);
                var runner = new StatementRunner(area, Surroundings.NONE, statements);
                assertThat(runner.run(statements.subList(0, 1))).isEmpty();
                area.session().run(ending);
                assertThatThrownBy(() -> runner.run(statements.subList(1, 2)))
                        .as(ending)
                        .isInstanceOf(OperationFailed.class)
                        .hasMessageStartingWith("schema/a.sql:2: a statement here")
                        .hasMessageContaining("ended the transaction");
            }
        }
    }

    private static SchemaArea open(Database db, Place place) {
        var settings = PostgresStores.settings(db.url());
        return SchemaAreas.open(new PostgresConnector(settings), settings, place);
    }

    private static StructureSet read(Database db) throws SQLException {
        try (var connection = db.connect()) {
            connection.setAutoCommit(false);
            return read(connection).objects();
        }
    }

    private static LiveStructure read(Connection connection) throws SQLException {
        return PostgresStructure.parts(connection, new Schemas(List.of()));
    }
}
