package dev.seedbank.backend.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedbank.testing.Certificates;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.Database;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encryption with every way to check the server, and SCRAM, with and without channel binding. */
@Tag("program")
class PostgresTlsIT {
    @TempDir
    static Path folder;

    private static Certificates certificates;
    private static PostgresServer server;
    private static Database database;

    @TempDir
    Path project;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Certificates.available(), "there is no openssl");
        certificates = Certificates.in(folder);
        server = PostgresServer.privateServer();
        database = server.createDatabase();
        assumeTrue(
                database.query("select setting from pg_config where name = 'CONFIGURE'")
                        .getFirst()
                        .contains("openssl"),
                "this PostgreSQL has no TLS");
        database.run(
                "create table users (id int primary key)",
                "create role ada login superuser password 'secret'",
                write(certificates.certificate(), "server.crt"),
                write(certificates.key(), "server.key"),
                "copy (select unnest(array['local all all trust', 'hostssl all ada all scram-sha-256', 'host all ada all reject',"
                        + " 'host all all all trust'])) to program 'cat > pg_hba.conf'",
                "alter system set ssl = on",
                "select pg_reload_conf()",
                "select pg_sleep(1)");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.stop();
        }
    }

    @Test
    void checks_the_certificate_and_the_name_with_verify_full() {
        var url = url("ada", "localhost", "verify-full&sslrootcert=" + certificates.authority());
        var seedbank = CliRunner.in(project).env("DATABASE_URL", url).file("seeds/users.json", "[{\"id\": 1}]");
        assertThat(seedbank.run("seed")).exits(0).prints("1 inserted");
        assertThat(seedbank.run("backup")).exits(0).neverSays("secret");
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        assertThat(seedbank.run("restore", "--confirm")).exits(0).prints("1 row");
    }

    @Test
    void binds_the_password_to_the_channel() {
        assertThat(status(url(
                        "ada",
                        "localhost",
                        "verify-full&channel_binding=require&sslrootcert=" + certificates.authority())))
                .exits(0);
    }

    @Test
    void encrypts_without_a_check_with_require() {
        assertThat(status(url("ada", "127.0.0.1", "require"))).exits(0).prints("connected to PostgreSQL");
    }

    @Test
    void checks_the_certificate_alone_with_verify_ca() {
        assertThat(status(url("ada", "127.0.0.1", "verify-ca&sslrootcert=" + certificates.authority())))
                .exits(0);
    }

    @Test
    void does_not_take_a_certificate_of_another_host() {
        assertThat(status(url("ada", "127.0.0.1", "verify-full&sslrootcert=" + certificates.authority())))
                .exits(4)
                .neverSays("secret", "Exception");
    }

    @Test
    void does_not_trust_another_authority() throws IOException {
        var other = Certificates.in(Files.createDirectory(project.resolve("other")));
        assertThat(status(url("ada", "localhost", "verify-full&sslrootcert=" + other.authority())))
                .exits(4)
                .warns("TLS")
                .neverSays("secret", "Exception:");
    }

    @Test
    void says_that_there_is_no_such_file() {
        assertThat(status(url("ada", "localhost", "verify-full&sslrootcert=/no/such.pem")))
                .exits(4)
                .warns("/no/such.pem")
                .neverSays("secret", "Exception");
    }

    @Test
    void does_not_send_the_password_in_the_clear() {
        assertThat(status(url("ada", "localhost", "disable")))
                .exits(4)
                .warns("in without encryption")
                .neverSays("secret");
    }

    /** Without a slash or quote in either. */
    private static String write(Path pem, String name) throws IOException {
        return "copy (select unnest(string_to_array('%s', chr(10)))) to program 'umask 077; cat > %s'"
                .formatted(Files.readString(pem).strip(), name);
    }

    private CliResult status(String url) {
        return CliRunner.in(project).env("DATABASE_URL", url).run("status");
    }

    private static String url(String user, String host, String mode) {
        return database.url(user, "secret").replace("127.0.0.1", host) + "?sslmode=" + mode;
    }
}
