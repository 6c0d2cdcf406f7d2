package dev.seedbank.reset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Path;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code reset} on MongoDB. */
@Tag("program")
class ResetMongoIT {
    @TempDir
    Path project;

    @ParameterizedTest
    @MethodSource("dev.seedbank.testing.MongoServer#all")
    void empties_or_drops_and_seeds_again(MongoServer server) {
        var name = server.database();
        try {
            var seedbank = CliRunner.in(project)
                    .env("DATABASE_URI", server.url(name))
                    .file("seedbank.yaml", "seedbank: {stores: {content: {url: '${DATABASE_URI}'}}}")
                    .file("seeds/posts.json", "[{\"title\": \"One\"}, {\"title\": \"Two\"}]");
            assertThat(seedbank.run("init")).exits(0);
            var database = server.open(name);
            database.getCollection("posts").insertOne(new Document("title", "Three"));
            database.getCollection("by_hand").insertOne(new Document("a", 1));
            assertThat(seedbank.run("reset", "--confirm")).exits(0).prints("2 inserted");
            assertThat(database.getCollection("posts").countDocuments()).isEqualTo(2);
            assertThat(database.listCollectionNames().into(new java.util.ArrayList<>()))
                    .contains("by_hand");
            database.getCollection("by_hand").insertOne(new Document("a", 1));
            assertThat(seedbank.run("reset", "--structure", "--confirm"))
                    .exits(0)
                    .prints("Reset content: 2 collections dropped", "2 inserted");
            assertThat(database.listCollectionNames().into(new java.util.ArrayList<>()))
                    .contains("posts")
                    .doesNotContain("by_hand");
            assertThat(seedbank.run("undo", "--confirm")).exits(0);
            assertThat(database.getCollection("by_hand").countDocuments()).isEqualTo(1);
            assertThat(seedbank.run("status")).exits(0).prints("marked as development");
        } finally {
            server.drop(name);
        }
    }
}
