package dev.seedbank.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.OptionTest;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each option of the commands of {@code index} changes, and what {@code init}, {@code reset} and {@code status} do about indexes. */
@Tag("program")
class IndexOptionsIT {
    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        db.run("create table users (id int primary key, email text)", "create index old on users (email)");
        seedbank = CliRunner.in(project)
                .env("DATABASE_URL", db.url())
                .file("indexes/users.yaml", "indexes:\n  - {key: email, unique: true}\n  - [id, email]\n");
    }

    @AfterEach
    void drop() {
        db.close();
    }

    private int count() {
        return Integer.parseInt(db.query("select count(*) from pg_indexes where tablename = 'users'")
                .getFirst());
    }

    @OptionTest("index apply --dry-run")
    void would_build() {
        assertThat(seedbank.run("index", "apply", "--dry-run"))
                .exits(0)
                .prints("create index concurrently on \"public\".\"users\"", "with --replace only");
        assertThat(count()).isEqualTo(2);
    }

    @OptionTest("index apply --replace")
    void builds_a_new_one_and_drops_the_old() {
        assertThat(seedbank.run("index", "apply", "--replace")).exits(0);
        assertThat(db.query("select indisunique from pg_index where indexrelid = 'old'::regclass"))
                .containsExactly("t");
    }

    @OptionTest("index apply --confirm")
    void builds_in_production_without_a_question() {
        seedbank.file("indexes/users.yaml", "indexes: [[id, email], email]");
        assertThat(seedbank.run("index", "apply", "--profile", "prod", "--confirm"))
                .exits(0);
    }

    @OptionTest("index apply --lock-timeout")
    void waits_for_another_who_changes_structure_so_long() {
        seedbank.file("migrations/V1__a.sql", "create table a (id int);");
        assertThat(seedbank.run("migrate")).exits(0);
        db.run(
                "update seedbank.lease set owner = 'another', place = 'ada@elsewhere', process = '', expires_at = now() + interval '1 hour'");
        var result = seedbank.run("index", "apply", "--lock-timeout", "1s");
        assertThat(result).exits(1).says("ada@elsewhere");
        assertThat(result.duration().toSeconds()).isLessThan(30);
    }

    @OptionTest("index prune --dry-run")
    void would_drop() {
        seedbank.file("indexes/users.yaml", "indexes: []");
        assertThat(seedbank.run("index", "prune", "--dry-run")).exits(0).prints("drop index concurrently public.old");
        assertThat(count()).isEqualTo(2);
    }

    @OptionTest("index prune --confirm")
    void drops_what_is_not_declared() {
        seedbank.file("indexes/users.yaml", "indexes: []");
        assertThat(seedbank.run("index", "prune", "--confirm")).exits(0);
        assertThat(count()).isEqualTo(1);
    }

    @OptionTest("index pull --dry-run")
    void would_write() throws IOException {
        Files.delete(project.resolve("indexes/users.yaml"));
        assertThat(seedbank.run("index", "pull", "--dry-run"))
                .exits(0)
                .prints("Would write indexes/users.yaml: 1 index");
        assertThat(project.resolve("indexes/users.yaml")).doesNotExist();
    }

    @OptionTest("index pull --force")
    void writes_over_what_says_something_else() {
        assertThat(seedbank.run("index", "pull", "--force")).exits(0).prints("Wrote indexes/users.yaml");
        assertThat(seedbank.run("index", "status")).exits(0);
    }

    @Test
    void pull_keeps_what_says_something_else() {
        assertThat(seedbank.run("index", "pull"))
                .exits(0)
                .prints("Kept, because it differs: indexes/users.yaml", "seedbank index pull --force");
        assertThat(project.resolve("indexes/users.yaml")).content().contains("unique");
    }

    @Test
    void production_shows_what_it_does_and_drops_only_when_confirmed() {
        seedbank.file("indexes/users.yaml", "indexes: [[id, email]]");
        assertThat(seedbank.run("index", "apply", "--profile", "prod"))
                .exits(3)
                .says("postgresql/users: create: btree (id, email)");
        assertThat(seedbank.run("index", "prune", "--profile", "prod"))
                .exits(3)
                .says("postgresql/users: drop old: btree (email)");
        assertThat(count()).isEqualTo(2);
        assertThat(seedbank.run("index", "apply", "--profile", "prod", "-y")).exits(0);
        assertThat(seedbank.run("index", "prune", "--profile", "dev", "-y")).exits(3); // now it is marked
        assertThat(seedbank.run("index", "prune", "--profile", "prod", "-y")).exits(0);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void init_builds_what_is_declared_for_tables_that_it_has_just_made() {
        db.run("drop table users");
        seedbank.file("migrations/V1__users.sql", "create table users (id int primary key, email text);")
                .file("seeds/users.json", "[{\"id\": 1, \"email\": \"ada@example.com\"}]");
        assertThat(seedbank.run("init")).exits(0).prints("created 2 indexes");
        assertThat(count()).isEqualTo(3);
        assertThat(seedbank.run("status")).exits(0).prints("indexes: 2 as declared");
        assertThat(seedbank.run("init")).exits(0);
        assertThat(seedbank.run("reset", "--confirm")).exits(0);
        assertThat(seedbank.run("reset", "--structure", "--confirm")).exits(0).prints("created 2 indexes");
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void init_runs_the_migration_that_adds_the_column_first() {
        seedbank.file("indexes/users.yaml", "indexes: [phone, email]")
                .file("migrations/V1__phone.sql", "alter table users add phone text;");
        assertThat(seedbank.run("init", "--dry-run")).exits(0).prints("Would build the declared indexes");
        assertThat(seedbank.run("init", "--profile", "prod"))
                .exits(3)
                .says("Then it builds the declared indexes that are missing.");
        assertThat(seedbank.run("init")).exits(0).prints("created 1 index");
        assertThat(count()).isEqualTo(3);
    }

    /** What a reset has built must not be in the way of the rows that come back. */
    @Test
    void undo_of_a_reset_takes_back_its_indexes() {
        seedbank.file("migrations/V1__none.sql", "select 1;");
        assertThat(seedbank.run("migrate")).exits(0);
        db.run("insert into users values (1, 'same'), (2, 'same')");
        seedbank.file("indexes/users.yaml", "indexes: [{key: lower(email), unique: true}, email]");
        assertThat(seedbank.run("reset", "--confirm")).exits(0);
        assertThat(count()).isEqualTo(3);
        assertThat(seedbank.run("undo", "--confirm")).exits(0);
        assertThat(db.query("select count(*) from users")).containsExactly("2");
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void status_says_what_has_drifted() {
        assertThat(seedbank.run("status"))
                .exits(5)
                .prints("indexes: 0 as declared, 1 missing, 1 different")
                .warns("seedbank index apply --replace");
        db.run("drop table users");
        assertThat(seedbank.run("status")).exits(5).prints("1 no collection");
        seedbank.file("indexes/users.yaml", "indexes: [");
        assertThat(seedbank.run("status"))
                .exits(2)
                .prints("indexes: see the error below")
                .warns("indexes/users.yaml");
    }

    @Test
    void several_stores_have_a_folder_each() {
        seedbank.file("seedbank.yaml", """
                seedbank:
                  stores:
                    main: {url: "${DATABASE_URL}"}
                    copy: {url: "${DATABASE_URL}"}
                """);
        assertThat(seedbank.run("index", "status"))
                .exits(2)
                .warns("indexes/users.yaml: with several stores, each has a folder of its own", "indexes/STORE/");
        seedbank.file("indexes/copy/users.yaml", "indexes: [email]");
        assertThat(project.resolve("indexes/users.yaml").toFile().delete()).isTrue();
        assertThat(seedbank.run("index", "status")).exits(0).prints("copy: 1 index as declared");
    }
}
