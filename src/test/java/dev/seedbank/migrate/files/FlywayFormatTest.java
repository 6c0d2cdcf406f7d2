package dev.seedbank.migrate.files;

import static dev.seedbank.migrate.files.Migrations.down;
import static dev.seedbank.migrate.files.Migrations.texts;
import static dev.seedbank.migrate.files.Migrations.versions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.backend.migration.Kind;
import dev.seedbank.backend.migration.Script.Transactions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlywayFormatTest {
    private final Migrations migrations;

    FlywayFormatTest(@TempDir Path folder) {
        migrations = new Migrations(folder);
    }

    @Test
    void reads_all_that_it_supports_in_the_order_of_versions() {
        for (int i = 1; i <= 30; i++) {
            migrations.file(
                    "v%d/V%03d__create_t%d.sql".formatted(i % 3, i, i), "CREATE TABLE t%d (id int);".formatted(i));
        }
        migrations
                .file("V1.1__dots.sql", "SELECT 1;")
                .file("V1_2__underscores.sql", "SELECT 2;")
                .file("V31.sql", "SELECT 31;")
                .file("U30__create_t30.sql", "DROP TABLE t30;")
                .file("B20__base.sql", "SELECT 20;")
                .file("V32__concurrent.sql", "SELECT 3;")
                .file("V32__concurrent.sql.conf", "# why\nexecuteInTransaction = false\n")
                .file("R__b_view.sql", "SELECT 4;")
                .file("sub/R__a_view.sql", "SELECT '${x}';")
                .file("sub/R__a_view.sql.conf", "placeholderReplacement=false");
        var folder = migrations.read();
        assertThat(folder.format()).isEqualTo(Format.FLYWAY);
        assertThat(versions(folder))
                .startsWith("001", "1.1", "1_2", "002")
                .endsWith("030", "31", "32", "R a view", "R b view")
                .hasSize(37);
        var thirty = folder.migrations().get(32);
        assertThat(thirty.file()).isEqualTo("v0/V030__create_t30.sql");
        assertThat(texts(down(thirty))).containsExactly("DROP TABLE t30;");
        assertThat(folder.migrations().get(34).up().transactions()).isEqualTo(Transactions.NONE);
        assertThat(folder.migrations())
                .filteredOn(it -> it.kind() == Kind.BASELINE)
                .extracting(Migration::file)
                .containsExactly("B20__base.sql");
    }

    @Test
    void a_baseline_and_a_migration_may_have_one_version() {
        migrations.file("V2__a.sql", "SELECT 1;").file("B2__a.sql", "SELECT 1;");
        assertThat(migrations.read().migrations())
                .extracting(Migration::kind)
                .containsExactly(Kind.VERSIONED, Kind.BASELINE);
    }

    @Test
    void refuses_what_only_its_configuration_could_say() {
        migrations
                .file("V1__a.sql", "SELECT 1;\nSELECT '${flyway:user}';")
                .isRefused("migrations/V1__a.sql:2", "placeholder");
        migrations.file("V1__a.sql", "SELECT $${\"a\": 1}$$;");
        assertThat(migrations.read().migrations()).hasSize(1);
        migrations
                .file("V1__a.sql.conf", "\nshouldExecute=${x}")
                .isRefused("migrations/V1__a.sql.conf:2", "shouldExecute");
        migrations.file("V1__a.sql.conf", "what").isRefused("migrations/V1__a.sql.conf:1");
    }

    @Test
    void refuses_files_that_would_never_run() {
        migrations.file("V1__a.sql", "SELECT 1;").file("U2__b.sql", "SELECT 1;").isRefused("migrations/U2__b.sql");
        migrations.file("V2__b.sql", "SELECT 1;").file("U2.0__c.sql", "").isRefused("U2__b.sql", "U2.0__c.sql");
    }

    @Test
    void refuses_callbacks_and_settings_without_a_script() {
        migrations
                .file("V1__a.sql", "SELECT 1;")
                .file("afterMigrate.sql", "SELECT 1;")
                .isRefused("migrations/afterMigrate.sql", "Flyway");
    }

    @Test
    void refuses_settings_without_a_script() {
        migrations.file("V1__a.sql", "SELECT 1;").file("V2__a.sql.conf", "").isRefused("migrations/V2__a.sql.conf");
    }

    @Test
    void refuses_the_marks_of_others() {
        migrations.file("V1__a.sql", "SELECT 1;\n-- migrate:down\nDROP").file("U1__a.sql", "SELECT 1;");
        migrations.isRefused("migrations/V1__a.sql:2", "migrate:down", "Flyway");
    }

    @Test
    void two_repeatables_of_one_name_are_named() {
        migrations
                .file("a/R__x.sql", "SELECT 1;")
                .file("b/R__x.sql", "SELECT 1;")
                .isRefused("migrations/a/R__x.sql", "migrations/b/R__x.sql");
    }
}
