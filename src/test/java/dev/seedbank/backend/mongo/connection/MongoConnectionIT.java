package dev.seedbank.backend.mongo.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.FreePort;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import dev.seedbank.testing.MongoStandIn.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a URL may ask for, and how servers fail to answer. */
@Tag("program")
@Tag("long")
class MongoConnectionIT {
    @TempDir
    Path project;

    private final MongoServer server = MongoServer.any();
    private final String name = server.database();

    @BeforeEach
    void fill() {
        server.open(name).getCollection("users").insertOne(new Document("_id", 1));
    }

    @AfterEach
    void drop() {
        server.drop(name);
    }

    @Test
    void compresses_with_zlib() {
        assumeTrue(!CliRunner.isBinary(), "the binary does not compress");
        var documents = new ArrayList<Document>();
        for (int n = 2; n < 5_000; n++) {
            documents.add(new Document("_id", n).append("text", "again and again ".repeat(10)));
        }
        server.open(name).getCollection("users").insertMany(documents);
        for (var compressors : new String[] {"zlib", "zstd,zlib,snappy"}) {
            var seedbank = CliRunner.in(project).env("DATABASE_URI", with("compressors=" + compressors));
            assertThat(seedbank.run("backup")).exits(0).prints("4999 documents");
            assertThat(seedbank.run("restore", "--confirm", "--no-safety-backup"))
                    .exits(0)
                    .prints("4999 documents");
        }
    }

    @Test
    void says_what_it_cannot_compress_with() {
        if (CliRunner.isBinary()) {
            assertThat(status(with("compressors=zlib"))).exits(2).warns("this binary does not compress");
            return;
        }
        assertThat(status(with("compressors=zstd")))
                .exits(2)
                .warns("compressors=zstd is not available; Seedbank compresses with zlib only");
        assertThat(status(with("compressors=snappy,zstd"))).exits(2).warns("Write compressors=zlib");
    }

    @Test
    void confirms_writes_that_the_url_would_not() {
        var seedbank = CliRunner.in(project).env("DATABASE_URI", with("w=0"));
        assertThat(seedbank.run("backup")).exits(0);
        assertThat(seedbank.run("clean", "--confirm", "--no-safety-backup"))
                .exits(0)
                .prints("1 document removed");
        assertThat(seedbank.run("restore", "--confirm", "--no-safety-backup"))
                .exits(0)
                .prints("1 document");
    }

    @Test
    void names_the_set_that_the_server_is_of() {
        try (var standIn = MongoStandIn.before(server.url(name))) {
            standIn.as(hello -> hello.append("setName", new org.bson.BsonString("rs0")));
            for (var direct : new String[] {"", "&directConnection=true"}) {
                var url = standIn.url().replaceFirst("\\?.*", "") + "?replicaSet=rs1" + direct;
                assertThat(status(url))
                        .exits(4)
                        .warns("is a member of the replica set 'rs0', the URL says replicaSet=rs1");
            }
            standIn.as(hello -> {
                hello.remove("setName");
                return hello;
            });
            assertThat(status(standIn.url().replaceFirst("\\?.*", "") + "?replicaSet=rs1"))
                    .exits(4)
                    .warns("is not a member of a replica set");
        }
    }

    @Test
    void says_that_a_server_does_not_speak_tls() {
        assertThat(status(with("tls=true"))).exits(4).warns("no TLS connection", "speak TLS there");
    }

    @Test
    void tells_at_once_that_nobody_listens() {
        var result = status("mongodb://127.0.0.1:" + FreePort.take() + "/x");
        assertThat(result).exits(4).warns("no MongoDB server answers");
        assertThat(result.duration()).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void says_that_a_server_takes_connections_and_does_not_answer() {
        try (var standIn = MongoStandIn.before(server.url(name)).when((command, body) -> new Action.Hang())) {
            assertThat(status(standIn.url())).exits(4).warns("takes connections, and does not answer");
        }
    }

    @Test
    void reports_a_server_that_hangs_in_the_middle() {
        var hangs = new AtomicBoolean();
        try (var standIn = MongoStandIn.before(server.url(name))) {
            standIn.when((command, body) -> hangs.get() ? new Action.Hang() : null);
            standIn.when("find", (command, count) -> {
                hangs.set(true);
                return null;
            });
            var result = CliRunner.in(project)
                    .env("DATABASE_URI", standIn.url())
                    .timeout(Duration.ofSeconds(100))
                    .run("backup");
            assertThat(result).exits(4).warns("has not answered for 30 seconds");
            assertThat(result.duration()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(80));
        }
    }

    /** Such as building an index: other connections are answered meanwhile. */
    @Test
    void waits_for_a_command_that_takes_long() {
        try (var standIn = MongoStandIn.before(server.url(name))) {
            standIn.when("find", (command, count) -> {
                boolean all = command.getString("find").getValue().equals("users") && !command.containsKey("limit");
                pause(Duration.ofSeconds(all ? 34 : 0));
                return null;
            });
            assertThat(CliRunner.in(project)
                            .env("DATABASE_URI", standIn.url())
                            .timeout(Duration.ofSeconds(200))
                            .run("backup"))
                    .exits(0);
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CliResult status(String url) {
        return CliRunner.in(project).env("DATABASE_URI", url).run("status");
    }

    private String with(String option) {
        var url = server.url(name);
        return url + (url.contains("?") ? "&" : "?") + option;
    }
}
