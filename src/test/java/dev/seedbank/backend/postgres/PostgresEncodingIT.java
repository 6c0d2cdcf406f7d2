package dev.seedbank.backend.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.PostgresDigest;
import dev.seedbank.testing.PostgresServer;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases in other encodings than UTF-8: the files are UTF-8 all the same, and the text comes back. */
@Tag("program")
@Tag("long")
class PostgresEncodingIT {
    @TempDir
    Path project;

    @ParameterizedTest
    @CsvSource({
        "LATIN1, Grüße aus Århus",
        "LATIN9, 5 € für Œuvre",
        "WIN1251, Привет мир",
        "KOI8R, Привет мир",
        "ISO_8859_7, Καλημέρα",
        "EUC_JP, 日本語テキスト",
        "EUC_KR, 한국어",
        "EUC_CN, 简体中文",
        "SQL_ASCII, Grüße 日本語"
    })
    void a_text_comes_back(String encoding, String text) {
        var server = PostgresServer.any();
        try (var administration = server.createDatabase()) {
            var name = administration.name() + "_" + encoding.toLowerCase(Locale.ROOT);
            administration.run("create database " + name + " encoding '" + encoding
                    + "' template template0 lc_collate 'C' lc_ctype 'C'");
            try (var db = administration.as(administration.url().replace("/" + administration.name(), "/" + name))) {
                db.run("create table texts (id int primary key, t text)");
                var seedbank = CliRunner.in(project)
                        .env("DATABASE_URL", db.url())
                        .file("seeds/texts.json", "[{\"id\": 1, \"t\": \"" + text + "\"}]");
                assertThat(seedbank.run("seed")).exits(0).prints("1 inserted");
                var before = PostgresDigest.of(db);
                assertThat(db.query("select t from texts")).containsExactly(text);
                assertThat(seedbank.run("backup", "--name", "one")).exits(0);
                assertThat(seedbank.run("clean", "--confirm", "--no-safety-backup"))
                        .exits(0);
                assertThat(seedbank.run("restore", "--confirm", "--no-safety-backup"))
                        .exits(0);
                assertThat(PostgresDigest.of(db)).isEqualTo(before);
            }
        }
    }
}
