package dev.seedbank.backend.mongo.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.Cable;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.NameServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mongodb+srv}: one name, behind which the DNS names the servers and options. */
@Tag("program")
class MongoSrvIT {
    @TempDir
    Path project;

    private final MongoServer server = MongoServer.any();
    private final String database = server.database();

    @Test
    void finds_the_server_and_the_options_by_dns() throws IOException {
        server.open(database).getCollection("users").insertOne(new Document("name", "Ada"));
        try (var names = new NameServer()
                .srv("_mongodb._tcp.cluster.seedbank.test", port(), "node-1.seedbank.test")
                .txt("cluster.seedbank.test", "authSource=admin")) {
            assertThat(seedbank(names, "cluster.seedbank.test")
                            .env("DATABASE_URI", "mongodb+srv://cluster.seedbank.test/" + database + "?tls=false")
                            .run("status"))
                    .exits(0)
                    .prints("connected to MongoDB", "users");
        }
    }

    @Test
    void says_that_there_is_no_such_name() throws IOException {
        try (var names = new NameServer()) {
            assertThat(seedbank(names, "cluster.seedbank.test").run("status"))
                    .exits(4)
                    .warns("unknown host", "cluster.seedbank.test")
                    .neverSays("secret", "Exception");
        }
    }

    @Test
    void takes_no_options_that_the_dns_must_not_set() throws IOException {
        try (var names = new NameServer()
                .srv("_mongodb._tcp.cluster.seedbank.test", port(), "node-1.seedbank.test")
                .txt("cluster.seedbank.test", "tls=false&authMechanism=PLAIN")) {
            assertThat(seedbank(names, "cluster.seedbank.test").run("status"))
                    .exits(4)
                    .warns("the DNS records of", "will not do")
                    .neverSays("secret", "Exception");
        }
    }

    @Test
    void goes_to_no_server_of_another_domain() throws IOException {
        try (var names =
                new NameServer().srv("_mongodb._tcp.cluster.seedbank.test", port(), "node-1.somewhere-else.test")) {
            assertThat(seedbank(names, "cluster.seedbank.test").run("status"))
                    .exits(4)
                    .warns("unknown host: cluster.seedbank.test", "SRV records") // as the driver tells it
                    .neverSays("secret", "Exception");
        }
    }

    /** With the machine's own name servers, whatever they are. */
    @Test
    void says_that_there_is_no_such_name_as_far_as_the_machine_knows() {
        assertThat(CliRunner.in(project)
                        .env("DATABASE_URI", "mongodb+srv://ada:secret@cluster.seedbank.invalid/test")
                        .timeout(Duration.ofMinutes(3))
                        .run("status"))
                .exits(4)
                .warns("unknown host", "cluster.seedbank.invalid")
                .neverSays("secret", "Exception");
    }

    private int port() {
        return Cable.portOf(server.url(database));
    }

    private CliRunner seedbank(NameServer names, String host) throws IOException {
        var hosts = Files.writeString(
                project.resolve("hosts"), "127.0.0.1 node-1.seedbank.test node-1.somewhere-else.test\n");
        return CliRunner.in(project)
                .env("DATABASE_URI", "mongodb+srv://ada:secret@" + host + "/" + database + "?tls=false")
                .jvm("-Djava.naming.provider.url=" + names.url(), "-Djdk.net.hosts.file=" + hosts);
    }
}
