package dev.seedbank.backend.mongo.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedbank.testing.Certificates;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.SecureMongo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encryption, a private authority, and SCRAM. */
@Tag("program")
class MongoTlsIT {
    @TempDir
    static Path folder;

    private static Certificates certificates;
    private static SecureMongo server;

    @TempDir
    Path project;

    @BeforeAll
    static void start() {
        assumeTrue(Certificates.available(), "there is no openssl");
        certificates = Certificates.in(folder);
        server = new SecureMongo(certificates);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void trusts_a_private_authority_and_logs_in_by_scram() {
        var url = url("ada:secret", "localhost", "tls=true&tlsCAFile=" + certificates.authority());
        var seedbank = CliRunner.in(project).env("DATABASE_URI", url).file("seeds/users.json", "[{\"name\": \"Ada\"}]");
        assertThat(seedbank.run("seed")).exits(0).prints("1 inserted");
        assertThat(seedbank.run("backup")).exits(0).neverSays("secret");
        assertThat(seedbank.run("clean", "--confirm")).exits(0);
        assertThat(seedbank.run("restore", "--confirm")).exits(0).prints("1 document");
    }

    @Test
    void trusts_by_a_trust_store_too() throws Exception {
        var store = project.resolve("trust.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-importcert",
                        "-noprompt",
                        "-alias",
                        "ca",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString(),
                        "-file",
                        certificates.authority().toString())
                .redirectErrorStream(true)
                .start();
        made.getInputStream().readAllBytes();
        assertThat(made.waitFor()).isZero();
        assertThat(CliRunner.in(project)
                        .env("DATABASE_URI", url("ada:secret", "localhost", "tls=true"))
                        .jvm("-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=changeit")
                        .run("status"))
                .exits(0)
                .prints("connected to MongoDB");
    }

    @Test
    void does_not_trust_an_authority_that_nobody_named() {
        assertThat(status(url("ada:secret", "localhost", "tls=true")))
                .exits(4)
                .warns("no TLS connection to localhost")
                .neverSays("secret", "Exception");
    }

    @Test
    void does_not_take_a_certificate_of_another_host() {
        assertThat(status(url("ada:secret", "127.0.0.1", "tls=true&tlsCAFile=" + certificates.authority())))
                .exits(4)
                .warns("no TLS connection to 127.0.0.1")
                .neverSays("secret", "Exception");
    }

    @Test
    void does_not_let_in_with_a_wrong_password() {
        assertThat(status(url("ada:wrong", "localhost", "tls=true&tlsCAFile=" + certificates.authority())))
                .exits(4)
                .warns("refused the user name or the password")
                .neverSays("Exception");
    }

    @Test
    void does_not_wait_for_a_wrong_password() {
        var url = url("ada:wrong", "localhost", "tls=true&tlsCAFile=" + certificates.authority());
        var result = CliRunner.in(project).env("DATABASE_URI", url).run("init", "--wait", "50s");
        assertThat(result)
                .exits(4)
                .warns("refused the user name or the password")
                .neverSays("Waiting. ");
        assertThat(result.duration()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void encrypts_when_an_authority_is_named() {
        assertThat(status(url("ada:secret", "localhost", "tlsCAFile=" + certificates.authority())))
                .exits(0)
                .prints("connected to MongoDB");
        assertThat(status(url("ada:secret", "localhost", "tls=false&tlsCAFile=" + certificates.authority())))
                .exits(2)
                .warns("the URL has tlsCAFile, and tls=false")
                .neverSays("secret");
    }

    @Test
    void says_what_is_wrong_with_the_file_of_the_authority() throws IOException {
        var empty = Files.writeString(project.resolve("empty.pem"), "");
        assertThat(status(url("ada:secret", "localhost", "tls=true&tlsCAFile=" + empty)))
                .exits(2)
                .warns("empty.pem holds no certificate")
                .neverSays("secret");
        assertThat(status(url("ada:secret", "localhost", "tls=true&tlsCAFile=/no/such.pem")))
                .exits(2)
                .warns("/no/such.pem cannot be read")
                .neverSays("secret");
    }

    private CliResult status(String url) {
        return CliRunner.in(project).env("DATABASE_URI", url).run("status");
    }

    private static String url(String login, String host, String options) {
        return server.url(login, host, "tls", options);
    }
}
