package dev.seedbank.migrate.files;

import static dev.seedbank.migrate.files.Migrations.down;
import static dev.seedbank.migrate.files.Migrations.texts;
import static dev.seedbank.migrate.files.Migrations.versions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.migration.Script.Transactions;
import dev.seedbank.failure.UsageFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedbankFormatTest {
    private final Migrations migrations;

    SeedbankFormatTest(@TempDir Path folder) {
        migrations = new Migrations(folder);
    }

    @Test
    void reads_all_that_it_supports_in_the_order_of_versions() {
        for (int i = 1; i <= 30; i++) {
            migrations.file(
                    "V%d__create_t%d.sql".formatted(i, i),
                    "-- Title\n\n-- migrate:up\nCREATE TABLE t%d (id int);\n-- migrate:down\nDROP TABLE t%d;\n"
                            .formatted(i, i));
        }
        migrations
                .file("V0.10.0__semantic.sql", "-- migrate:up\nSELECT 10;")
                .file("V0.9.0__semantic.sql", "-- migrate:up\nSELECT 9;")
                .file("V0_9_1__underscores.sql", "SELECT 91;")
                .file("V40__concurrent.sql", "-- migrate:up transaction:false\nSELECT 1;\n-- migrate:down\nSELECT 2;")
                .file("V41__list.yaml", "up:\n  - insert: {collection: a, file: V41.a.json}\ndown: []\n")
                .file("V42__list.yml", "up: []\n")
                .file("V43__list.json", "{\n\t\"up\": [],\n\t\"down\": []\n}\n")
                .file("V41.a.json", "[]")
                .file("data/b.json", "[]")
                .file("R__views.sql", "-- migrate:up\nSELECT 3;")
                .file("R__all.yaml", "up: []");
        var folder = migrations.read();
        assertThat(folder.format()).isEqualTo(Format.SEEDBANK);
        assertThat(versions(folder))
                .startsWith("0.9.0", "0_9_1", "0.10.0", "1", "2")
                .endsWith("30", "40", "41", "42", "43", "R all", "R views");
        var first = folder.migrations().get(3);
        assertThat(first.description()).isEqualTo("create t1");
        assertThat(first.file()).isEqualTo("V1__create_t1.sql");
        assertThat(first.up().file()).isEqualTo("migrations/V1__create_t1.sql");
        assertThat(texts(first.up())).containsExactly("CREATE TABLE t1 (id int);");
        assertThat(texts(down(first))).containsExactly("DROP TABLE t1;");
        assertThat(first.up().pieces().getFirst().line()).isEqualTo(4);
        assertThat(down(first).pieces().getFirst().line()).isEqualTo(6);
        assertThat(folder.migrations().getLast().kind()).isEqualTo(Kind.REPEATABLE);
    }

    @Test
    void takes_a_file_without_marks_as_a_whole() {
        migrations.file("V1__a.sql", "SELECT 1;\n").file("V2__b.sql", "-- migrate:up\nSELECT 2;");
        var first = migrations.read().migrations().getFirst();
        assertThat(texts(first.up())).containsExactly("SELECT 1;");
        assertThat(first.down()).isEmpty();
    }

    @Test
    void keeps_transactions_apart_by_direction() {
        migrations.file("V1__a.sql", "-- migrate:up transaction:false\nSELECT 1;\n-- migrate:down\nSELECT 2;");
        var only = migrations.only();
        assertThat(only.up().transactions()).isEqualTo(Transactions.NONE);
        assertThat(down(only).transactions()).isEqualTo(Transactions.AUTO);
    }

    @Test
    void reads_comments_for_both_directions_and_for_one() {
        migrations.file("V1__a.sql", """
                /* A licence
                   of two lines */
                -- seedbank:lock-timeout 500ms
                -- migrate:up
                -- seedbank:no-transaction
                -- seedbank:lock-timeout 0
                SELECT 1;
                -- migrate:down
                SELECT 2;
                """);
        var only = migrations.only();
        assertThat(only.up().transactions()).isEqualTo(Transactions.NONE);
        assertThat(only.up().lockTimeout()).contains(Duration.ZERO);
        assertThat(down(only).transactions()).isEqualTo(Transactions.AUTO);
        assertThat(down(only).lockTimeout()).contains(Duration.ofMillis(500));
    }

    @Test
    void a_down_list_is_one_in_json_and_yaml() {
        migrations
                .file("V1__a.yaml", "up:\n- ping: 1\ndown:\n- ping: 1\n")
                .file("V2__b.yaml", "up:\n- down: 1\n")
                .file("V3__c.json", "{\"up\": [], \"down\": []}")
                .file("V4__d.json", "{\"up\": [{\"down\": 1}]}");
        var all = migrations.read().migrations();
        assertThat(all).extracting(it -> it.down().isPresent()).containsExactly(true, false, true, false);
        assertThat(texts(down(all.getFirst()))).containsExactly("up:\n- ping: 1\ndown:\n- ping: 1");
        assertThat(all.getFirst().up().pieces().getFirst().line()).isEqualTo(1);
    }

    @Test
    void opens_files_beside_a_script_and_no_others() throws IOException {
        migrations.file("V1__a.yaml", "up: []").file("V1.data.json", "[1]").file("../secret", "x");
        var files = migrations.only().up().files();
        try (var in = files.open("V1.data.json")) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("[1]");
        }
        assertThatThrownBy(() -> files.open("../secret"))
                .isInstanceOf(UsageFailure.class)
                .hasMessageContaining("outside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-- seedbank:lock-timout 3s", "-- seedbank:lock-timeout 3 minutes", "-- seedbank:"})
    void refuses_comments_that_it_does_not_know(String comment) {
        migrations.file("V1__a.sql", "\n" + comment + "\nSELECT 1;");
        migrations.isRefused("migrations/V1__a.sql:2", "is not known");
    }

    @Test
    void refuses_a_comment_behind_a_statement() {
        migrations.file("V1__a.sql", "SELECT 1;\n-- seedbank:no-transaction\n");
        migrations.isRefused("migrations/V1__a.sql:2", "follows a statement");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- migrate:down\nSELECT 1;",
                "SELECT 1;\n-- migrate:up\n",
                "-- migrate:up\n-- migrate:up\n",
                "-- migrate:up\n-- migrate:down\n-- migrate:down\n",
                "  -- migrate:up\nSELECT 1;",
                "-- migrate:up transaction:no\nSELECT 1;",
                "-- migrate:upwards\nSELECT 1;"
            })
    void refuses_marks_that_are_not_in_their_place(String text) {
        migrations.file("V1__a.sql", text);
        migrations.isRefused("migrations/V1__a.sql:");
    }

    @Test
    void refuses_a_list_without_up_and_what_is_not_yaml_or_json() {
        migrations.file("V1__a.yaml", "down: []").isRefused("V1__a.yaml", "has no 'up'");
        migrations.file("V1__a.yaml", "up: [}").isRefused("migrations/V1__a.yaml:1");
        migrations
                .file("V1__a.yaml", "up: []")
                .file("V2__a.json", "{\n\"up\": [}")
                .isRefused("migrations/V2__a.json:2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "V2_b.yaml",
                "V2_b.json",
                "V2-b.sql",
                "sub/V2_b.json",
                "R_b.yaml",
                "b.yaml",
                "sub/b.sql",
                "R.sql",
                "b.json"
            })
    void a_script_with_a_mistake_in_its_name_is_not_taken_for_data(String name) {
        migrations.file("V1__a.yaml", "up: []").file(name, "").isRefused("migrations/" + name, "Seedbank's format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"V1.b.json", "V1.ndjson", "sub/b.json", "sub/V1.b.csv"})
    void data_may_lie_beside_scripts(String name) {
        migrations.file("V1__a.yaml", "up: []").file(name, "");
        assertThat(migrations.only().file()).isEqualTo("V1__a.yaml");
    }

    @Test
    void a_version_needs_no_description() {
        migrations.file("V1.yaml", "up: []").file("V2.1.json", "{\"up\": []}").file("V3.sql", "SELECT 1;");
        assertThat(versions(migrations.read())).containsExactly("1", "2.1", "3");
    }

    @Test
    void two_files_of_one_version_are_named() {
        migrations.file("V1__a.sql", "-- migrate:up\n").file("V1.0__b.yaml", "up: []");
        migrations.isRefused("migrations/V1__a.sql", "migrations/V1.0__b.yaml", "are both version 1");
    }
}
