package dev.seedbank.backend.mongo.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedbank.testing.Certificates;
import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import dev.seedbank.testing.TlsDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates by which the program says who it is. */
@Tag("program")
class MongoClientCertificateIT {
    private static final String PASSWORD = "s3cret";

    @TempDir
    static Path folder;

    private static Certificates certificates;
    private static MongoStandIn standIn;
    private static TlsDoor door;
    private static final List<BsonDocument> LOGINS = new CopyOnWriteArrayList<>();

    @TempDir
    Path project;

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Certificates.available(), "there is no openssl");
        certificates = Certificates.in(folder);
        Certificates.openssl(folder, "req -newkey rsa:2048 -nodes -subj /CN=ada -keyout client.key -out client.csr");
        Certificates.openssl(
                folder, "x509 -req -in client.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 1 -out client.crt");
        Certificates.openssl(folder, "rsa -in client.key -traditional -out pkcs1.key");
        Certificates.openssl(
                folder,
                "pkcs8 -topk8 -in client.key -v2 aes-256-cbc -passout pass:" + PASSWORD + " -out encrypted.key");
        Certificates.openssl(folder, "ecparam -name prime256v1 -genkey -noout -out ec1.key");
        Certificates.openssl(folder, "pkcs8 -topk8 -nocrypt -in ec1.key -out ec.key");
        Certificates.openssl(folder, "req -new -key ec.key -subj /CN=ada -out ec.csr");
        Certificates.openssl(
                folder, "x509 -req -in ec.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 1 -out ec.crt");
        join("pkcs8.pem", "client.crt", "client.key");
        join("pkcs1.pem", "client.crt", "pkcs1.key");
        join("encrypted.pem", "client.crt", "encrypted.key");
        join("ec.pem", "ec.crt", "ec.key");
        join("other.pem", "client.crt", "ec.key");
        Certificates.openssl(
                folder,
                "pkcs12 -export -in server.pem -inkey server.key -passout pass:" + PASSWORD + " -out server.p12");
        standIn = MongoStandIn.before(MongoServer.any().url("certificates"));
        standIn.when("authenticate", (command, count) -> {
            LOGINS.add(command);
            return new MongoStandIn.Action.Answer(new BsonDocument("ok", new BsonInt32(1)));
        });
        door = new TlsDoor(folder.resolve("server.p12"), certificates.authority(), PASSWORD, standIn.port());
    }

    private static void join(String file, String... parts) throws IOException {
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(Files.readString(folder.resolve(part)));
        }
        Files.writeString(folder.resolve(file), text);
    }

    @AfterAll
    static void stop() {
        if (door != null) {
            door.close();
            standIn.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pkcs8.pem", "pkcs1.pem", "ec.pem"})
    void shows_its_certificate(String file) {
        assertThat(status("tlsCertificateKeyFile=" + folder.resolve(file)))
                .exits(0)
                .prints("connected to MongoDB");
    }

    @Test
    void decrypts_the_key() {
        var file = "tlsCertificateKeyFile=" + folder.resolve("encrypted.pem");
        assertThat(status(file + "&tlsCertificateKeyFilePassword=" + PASSWORD))
                .exits(0)
                .prints("connected to MongoDB");
        assertThat(status(file + "&tlsCertificateKeyFilePassword=wrong"))
                .exits(2)
                .warns("its key cannot be decrypted")
                .neverSays("wrong");
        assertThat(status(file)).exits(2).warns("its key is encrypted", "tlsCertificateKeyFilePassword");
    }

    @Test
    void says_that_the_server_wants_a_certificate() {
        assertThat(status("appName=x"))
                .exits(4)
                .warns("no TLS connection to localhost", "wants a certificate", "tlsCertificateKeyFile");
    }

    @Test
    void says_what_is_wrong_with_the_file() {
        assertThat(status("tlsCertificateKeyFile=/no/such.pem")).exits(2).warns("/no/such.pem cannot be read");
        assertThat(status("tlsCertificateKeyFile=" + folder.resolve("client.crt")))
                .exits(2)
                .warns("holds no private key that can be read", "openssl pkcs8");
        assertThat(status("tlsCertificateKeyFile=" + folder.resolve("client.key")))
                .exits(2)
                .warns("holds no certificate");
    }

    @Test
    void logs_in_with_it() {
        var login = "authMechanism=MONGODB-X509&authSource=$external";
        assertThat(status("tlsCertificateKeyFile=" + folder.resolve("pkcs8.pem") + "&" + login))
                .exits(0)
                .prints("connected to MongoDB");
        assertThat(LOGINS).isNotEmpty();
        assertThat(status(login)).exits(2).warns("no certificate to log in with");
    }

    private CliResult status(String option) {
        var url = "mongodb://localhost:" + door.port() + "/certificates?directConnection=true&tlsCAFile="
                + certificates.authority() + "&" + option;
        return CliRunner.in(project).env("DATABASE_URI", url).run("status");
    }
}
