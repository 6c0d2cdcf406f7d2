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
            assertThat(seedbank.run("model", "apply")).exits(0).prints("All validators are as the models say");
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
