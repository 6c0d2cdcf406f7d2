package dev.seedbank.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Backups that another program wrote. */
@Tag("program")
class ExternalFileIT {
    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void names_in_camel_case_are_those_in_snake_case(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run(
                    "create table tenants (id int primary key, name text)",
                    "create table ai_configs (id int primary key, tenant_id int references tenants, max_tokens2 int, \"userName\" text,"
                            + " upper_name text generated always as (upper(\"userName\")) stored)",
                    "insert into tenants values (9, 'old')");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url()).file("backups/theirs.json", """
                    {"timestamp": "2024-01-08T14:30:45.123Z", "version": "1.0", "tables": {
                      "tenants": [{"id": 1, "name": "SysTech"}],
                      "aiConfigs": [
                        {"id": 1, "tenantId": 1, "maxTokens2": 5, "userName": "ada", "upperName": "ADA"},
                        {"tenant_id": 1, "id": 2, "maxTokens2": 6, "upperName": null, "userName": null}]}}
                    """);
            assertThat(seedbank.run("restore", "theirs", "--dry-run")).exits(0).prints("2 collections, 3 rows");
            assertThat(seedbank.run("restore", "theirs", "--confirm")).exits(0);
            assertThat(db.query("select row(a.*)::text from ai_configs a order by id"))
                    .containsExactly("(1,1,5,ada,ADA)", "(2,1,6,,)");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.PostgresServer#all")
    void a_dry_run_finds_what_the_real_run_would(PostgresServer server) {
        try (var db = server.createDatabase()) {
            db.run(
                    "create table users (id int primary key, tenant_id int, \"tenantID\" int)",
                    "insert into users values (9)");
            var before = PostgresDigest.of(db);
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url());
            for (var wrong : new String[][] {
                {"{\"id\": 1}, {\"id\": 2, \"nam\": 1}", "users: row 2: no column 'nam' in the table"},
                {"{\"id\": 1, \"tenantId\": 1}", "users: row 1: no column 'tenantId' in the table"
                }, // which of the two?
                {"{\"id\": 1, \"tenant_id\": 1}, {\"id\": 2}", "users: row 2: no value for column 'tenant_id'"},
                {"{\"id\": {}}", "users: row 1: column 'id' (integer) cannot hold an object"},
            }) {
                seedbank.file("backups/theirs.json", "{\"tables\": {\"users\": [" + wrong[0] + "]}}");
                assertThat(seedbank.run("restore", "theirs", "--dry-run"))
                        .exits(1)
                        .warns(wrong[1]);
                assertThat(seedbank.run("restore", "theirs", "--confirm"))
                        .exits(1)
                        .warns(wrong[1])
                        .neverSays("Safety backup");
                assertThat(seedbank.run("restore", "theirs", "--confirm", "-o", "json"))
                        .exits(1)
                        .prints("\"code\" : \"data-rejected\"", "\"collection\" : \"users\"")
                        .prints("\"row\" : " + wrong[1].replaceAll("users: row (.).*", "$1"), "\"field\" : ");
            }
            assertThat(PostgresDigest.of(db)).isEqualTo(before);
        }
    }

    @Test
    void what_is_not_json_is_named_with_its_place_and_reason() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int primary key, email text)");
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file("users.json", "[{\"id\":1,\"email\":\"q@x\",}]");
            assertThat(seedbank.run("restore", "users.json", "--confirm"))
                    .exits(1)
                    .warns("users.json is not a backup: line 1, column 24: a comma before the closing '}'");
            assertThat(seedbank.run("restore", "users.json", "--confirm", "-o", "json"))
                    .exits(1)
                    .prints("\"code\" : \"backup-damaged\"", "\"line\" : 1", "users.json\"");
        }
    }

    @Test
    void the_server_s_own_refusal_has_its_place_for_programs() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int primary key, age int)");
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file("users.json", "[{\"id\": 1, \"age\": 2}, {\"id\": 2, \"age\": 99999999999}]");
            assertThat(seedbank.run("restore", "users.json", "--confirm", "-o", "json"))
                    .exits(1)
                    .prints("data-rejected", "\"row\" : 2", "\"field\" : \"age\"", "\"collection\" : \"users\"");
        }
    }

    @Test
    void lines_of_json_need_no_name_of_their_own() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run("create table users (id int primary key, tables jsonb)");
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file("users.json", "{\"id\": 1, \"tables\": {\"a\": 1}}\n{\"id\": 2, \"tables\": {}}\n");
            assertThat(seedbank.run("restore", "users.json", "--confirm")).exits(0);
            assertThat(db.query("select id from users order by id")).containsExactly("1", "2");
            seedbank.file("users.json", "\uFEFF{\"id\": 3, \"tables\": null}\n{\"id\": 4, \"tables\": null}");
            assertThat(seedbank.run("restore", "users.json", "--confirm")).exits(0);
            assertThat(db.query("select id from users order by id")).containsExactly("3", "4");
            seedbank.file("users.json", "{\"id\": 5, \"email\": 1}");
            assertThat(seedbank.run("restore", "users.json", "--confirm"))
                    .exits(1)
                    .warns("users: row 1: no column 'email' in the table");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void a_dry_run_finds_values_that_are_no_bson(MongoServer server) {
        var name = server.database();
        try {
            server.open(name).getCollection("users").insertOne(new Document("_id", 1));
            var before = MongoDigest.of(server.open(name));
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URI", server.url(name))
                    .file(
                            "backups/theirs.json",
                            "{\"tables\": {\"users\": [{\"_id\": 1}, {\"_id\": {\"$oid\": \"q\"}}]}}");
            assertThat(seedbank.run("restore", "theirs", "--dry-run")).exits(1).warns("users: row 2: $oid: 'q'");
            assertThat(MongoDigest.of(server.open(name))).isEqualTo(before);
        } finally {
            server.drop(name);
        }
    }
}
