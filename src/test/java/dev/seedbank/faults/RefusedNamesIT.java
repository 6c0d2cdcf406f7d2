package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.MongoStandIn;
import java.nio.file.Path;
import org.bson.BsonDocument;
import org.bson.BsonDouble;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A name that a MongoDB server does not accept is no reason to say that something was changed. */
@Tag("program")
class RefusedNamesIT {
    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void a_name_that_breaks_the_rules_is_refused_before_anything_is_touched(MongoServer server) {
        var name = server.database();
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(name));
        server.open(name).getCollection("users").insertOne(new Document("_id", 1));
        server.open(name).getCollection("others").insertOne(new Document("_id", 1));
        assertThat(seedbank.run("backup")).exits(0);
        server.open(name).getCollection("others").insertOne(new Document("_id", 2));
        var before = MongoDigest.of(server.open(name));
        for (var target : new String[] {"a$b", ".users", "u".repeat(256)}) {
            assertThat(seedbank.run("restore", "--rename", "users=" + target, "--confirm"))
                    .exits(1)
                    .warns("MongoDB does not accept the name", "Nothing was changed")
                    .neverSays("Changed:", "safety backup");
        }
        assertThat(MongoDigest.of(server.open(name))).isEqualTo(before);
        server.drop(name);
    }

    /** Older servers take only shorter names than the rules of today allow. */
    @Test
    void what_only_the_server_refuses_changes_nothing_either() {
        var server = MongoServer.any();
        var name = server.database();
        server.open(name).getCollection("users").insertOne(new Document("_id", 1));
        try (var standIn = MongoStandIn.before(server.url(name))) {
            var seedbank = CliRunner.in(project).env("DATABASE_URI", standIn.url());
            assertThat(seedbank.run("backup")).exits(0);
            server.open(name).getCollection("users").insertOne(new Document("_id", 2));
            var before = MongoDigest.of(server.open(name));
            var refusal = new BsonDocument("ok", new BsonDouble(0))
                    .append("code", new BsonInt32(73))
                    .append("codeName", new BsonString("InvalidNamespace"))
                    .append("errmsg", new BsonString("Invalid namespace"));
            standIn.when((command, body) ->
                    command.equals("renameCollection") ? new MongoStandIn.Action.Answer(refusal) : null);
            assertThat(seedbank.run("restore", "--confirm"))
                    .exits(1)
                    .warns("Invalid namespace. Nothing was changed")
                    .prints("was removed again")
                    .neverSays("Changed:", "To restore what was there");
            standIn.when((command, body) -> null);
            assertThat(MongoDigest.of(server.open(name))).isEqualTo(before);
            assertThat(seedbank.run("undo", "--confirm")).exits(2).warns("There is nothing to undo");
        } finally {
            server.drop(name);
        }
    }
}
