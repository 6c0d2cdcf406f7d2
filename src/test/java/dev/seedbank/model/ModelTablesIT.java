package dev.seedbank.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code model check} compares the columns of tables with models. */
@Tag("program")
class ModelTablesIT {
    @TempDir
    Path project;

    @Test
    void models_of_parts_and_of_alternatives_are_compared_like_others() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "create table users (id int primary key, name text not null, age int, kind text, nick text)",
                    "create view names as select name from users",
                    "select lo_create(0)");
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URL", db.url())
                    .file(
                            "models/_base.json",
                            "{\"properties\": {\"id\": {}, \"name\": {\"description\": \"x\"}}, \"required\": [\"name\", \"id\"]}")
                    .file("models/names.json", "{\"properties\": {\"other\": {}}}")
                    .file("models/users.json", """
                            {"$ref": "_base.json", "required": ["age", "kind"],
                             "allOf": [{"properties": {"age": {"oneOf": [{"type": "integer"}, {"type": "null"}]},
                                                       "kind": {"enum": ["a", "b", null]}, "nick": {"type": "string"}}}]}
                            """)
                    .file(
                            "seedbank.yaml",
                            "seedbank: {stores: {main: {url: '%s'}}, models: {require: true}}".formatted(db.url()));
            assertThat(seedbank.run("model", "check"))
                    .exits(0)
                    .prints("main/users (models/users.json)", "2 models checked: all fit");
            assertThat(seedbank.run("status")).exits(0).prints("models: 2 as declared");
            assertThat(seedbank.run("model", "apply")).exits(0).prints("Tables have no validators");

            db.run("alter table users alter kind type int using 1", "create table more (id int)");
            assertThat(seedbank.run("model", "check"))
                    .exits(5)
                    .prints("the column kind is integer, the model says string", "no model: models/more.json")
                    .neverSays("model apply")
                    .neverSays("model infer");
            assertThat(seedbank.run("status"))
                    .exits(5)
                    .says("users with columns that differ from the model; more without a model")
                    .says("To see what differs: seedbank model check");
        }
    }

    @Test
    void columns_are_compared_by_name_type_and_null() {
        try (var db = PostgresServer.any().createDatabase()) {
            db.run(
                    "create table users (id bigint primary key, name text not null, age int, tags text[], extra jsonb, born date)");
            var seedbank = CliRunner.in(project).env("DATABASE_URL", db.url()).file("models/users.json", """
                    {"required": ["id", "name"],
                     "properties": {"id": {"type": "integer"}, "name": {"type": "string"}, "age": {"type": ["integer", "null"]},
                                    "tags": {"type": "array"}, "extra": {"type": "object"}, "born": {"bsonType": "date"}}}
                    """);
            assertThat(seedbank.run("model", "check")).exits(0).prints("1 model checked: all fit");
            assertThat(seedbank.run("model", "apply")).exits(0).prints("Tables have no validators");
            assertThat(seedbank.run("model", "infer")).exits(2);

            seedbank.file("models/users.json", """
                    {"required": ["id", "age"],
                     "properties": {"id": {"type": "string"}, "name": {"type": "string"}, "age": {"type": "integer"}, "nick": {}}}
                    """);
            assertThat(seedbank.run("model", "check"))
                    .exits(5)
                    .prints(
                            "the column id is bigint, the model says string",
                            "the column name is not null, the model does not require it",
                            "the column age may be null, the model requires it",
                            "the column tags is not in the model",
                            "there is no column nick");
        }
    }
}
