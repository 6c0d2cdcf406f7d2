package dev.seedbank.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In every tool's style: what {@code generate} writes leads to what files declare, and back to the same structure, with rows in it. */
@Tag("program")
class GenerateStylesIT {
    private static final String BEFORE = """
            create domain label as text check (value <> '');
            create table users (id int primary key, name text, tag label);
            create index users_tag on users (tag);
            create view names as select id, name from users;
            """;
    private static final String AFTER = """
            create domain label as text check (value <> '') check (length(value) < 50);
            create table users (
              id bigint primary key,
              name varchar(100) not null constraint users_name_check check (name <> ';'),
              tag label,
              created_at timestamptz not null default now()
            );
            create unique index users_name on users (lower(name));
            comment on table users is 'People; and "others".';
            create view names as select id, name, created_at from users;
            create table notes (id serial primary key, by bigint not null references users on delete cascade);
            create function touch() returns trigger language plpgsql as $$
            begin
              new.created_at := now(); -- a comment; with a semicolon
              return new;
            end $$;
            create trigger users_touch before update on users for each row execute function touch();
            alter table notes enable row level security;
            create policy own on notes using (by = 1);
            """;

    @TempDir
    Path project;

    private Database db;
    private CliRunner seedbank;

    @BeforeEach
    void create() {
        db = PostgresServer.any().createDatabase();
        seedbank = CliRunner.in(project)
                .env("DATABASE_URL", db.url())
                .timeout(Duration.ofMinutes(3))
                .file("schema/all.sql", BEFORE);
    }

    @AfterEach
    void drop() {
        db.close();
    }

    /** Of the structure that the database has now. */
    private String fingerprint() throws IOException {
        assertThat(seedbank.run("push", "--plan", "plan.json")).exits(0);
        var plan = project.resolve("plan.json");
        var fingerprint = new ObjectMapper().readTree(plan.toFile()).findValue("fingerprint");
        Files.delete(plan);
        return fingerprint.asText();
    }

    @ParameterizedTest
    @CsvSource({
        "Seedbank,           V1__begin.sql,                       V2__more.sql,                  '-- migrate:up%n%s-- migrate:down%ndrop view names; drop table users; drop domain label;'",
        "Flyway,             V001__begin.sql,                     V002__more.sql,                '%s'",
        "goose by time,      20240101120000_begin.sql,            _more.sql,                     '-- +goose Up%n%s-- +goose Down%ndrop view names; drop table users; drop domain label;'",
        "diesel,             2024-01-01-120000_begin/up.sql,      _more/up.sql,                  '%s'",
        "Prisma,             20240101120000_begin/migration.sql,  _more/migration.sql,           '%s'",
    })
    void forth_and_back_to_the_same_fingerprint(String style, String file, String next, String text)
            throws IOException {
        forthAndBack(style, file, next, text);
    }

    /** The others, with {@code -Dtests.all}. */
    @ParameterizedTest
    @EnabledIfSystemProperty(named = "tests.all", matches = "true")
    @CsvSource({
        "Seedbank by version, V1.0.9__begin.sql,                   V1.0.10__more.sql,             '-- migrate:up%n%s'",
        "dbmate,             20240101120000_begin.sql,            _more.sql,                     '-- migrate:up%n%s-- migrate:down%ndrop view names; drop table users; drop domain label;'",
        "goose by number,    00001_begin.sql,                     00002_more.sql,                '-- +goose Up%n%s-- +goose Down%ndrop view names; drop table users; drop domain label;'",
        "golang-migrate,     000001_begin.up.sql,                 000002_more.up.sql,            '%s'",
        "golang by time,     20240101120000_begin.up.sql,         _more.up.sql,                  '%s'",
        "diesel of today,    2024-01-01-120000-0000_begin/up.sql, _more/up.sql,                  '%s'",
        "folders by number,  00000000000001_begin/up.sql,         00000000000002_more/up.sql,    '%s'",
        "folders by time,    20240101120000_begin/up.sql,         _more/up.sql,                  '%s'",
        "Prisma by number,   0_begin/migration.sql,               _more/migration.sql,           '%s'",
    })
    void forth_and_back_in_every_other_style(String style, String file, String next, String text) throws IOException {
        forthAndBack(style, file, next, text);
    }

    private void forthAndBack(String style, String file, String next, String text) throws IOException {
        seedbank.file("migrations/" + file, text.formatted(BEFORE));
        assertThat(seedbank.run("migrate")).exits(0);
        db.run("insert into users values (1, 'Ada', 'x'), (2, 'Bob', null)");
        var before = fingerprint();

        seedbank.file("schema/all.sql", AFTER);
        assertThat(seedbank.run("generate", "--name", "more")).exits(0).prints(next);
        assertThat(seedbank.run("migrate", "validate", "--downs")).exits(0);
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(seedbank.run("schema", "diff"))
                .exits(0)
                .prints("the structure is what its migrations make", "The migrations make what schema/ declares");
        assertThat(seedbank.run("push")).exits(0).prints("0 statements");
        var after = fingerprint();

        var added = db.query("select version from seedbank.migrations").size() - 1;
        assertThat(seedbank.run("migrate", "rollback", "--steps", Integer.toString(added), "-y"))
                .exits(0);
        assertThat(fingerprint()).as("back, in the style of " + style).isEqualTo(before);
        assertThat(db.query("select name from users order by id")).containsExactly("Ada", "Bob");
        assertThat(seedbank.run("migrate")).exits(0);
        assertThat(fingerprint()).isEqualTo(after);
    }

    @Test
    void drizzle_writes_its_own() {
        seedbank.file("migrations/0000_begin.sql", BEFORE.replace(";\n", ";--> statement-breakpoint\n"))
                .file("migrations/meta/_journal.json", """
                        {"version": "7", "dialect": "postgresql", "entries": [
                          {"idx": 0, "version": "7", "when": 1764151200000, "tag": "0000_begin", "breakpoints": true}]}
                        """);
        assertThat(seedbank.run("migrate")).exits(0);
        seedbank.file("schema/all.sql", AFTER);
        assertThat(seedbank.run("generate", "--name", "more"))
                .exits(2)
                .warns("Drizzle makes its own migrations", "drizzle-kit generate");
        assertThat(project.resolve("migrations/meta").getParent()).isDirectoryNotContaining("glob:**more*");
    }
}
