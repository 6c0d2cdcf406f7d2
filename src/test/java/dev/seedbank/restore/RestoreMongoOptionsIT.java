package dev.seedbank.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.seedbank.testing.Capability;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code restore} removes and renames in MongoDB, on the real command line. */
@Tag("program")
class RestoreMongoOptionsIT {
    @TempDir
    Path project;

    private final MongoServer server = MongoServer.any();

    @Test
    void drop_existing_removes_collections_and_views_by_name() {
        var database = server.open(server.database());
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(database.getName()));
        boolean views = server.has(Capability.VIEWS);
        try {
            insert(database, "users");
            if (views) {
                database.createView("kept_view", "users", List.of());
            }
            assertThat(seedbank.run("backup")).exits(0);
            var before = MongoDigest.of(database);
            insert(database, "extra");
            if (views) {
                database.createView("extra_view", "users", List.of());
            }
            assertThat(seedbank.run("restore", "--drop-existing", "--dry-run"))
                    .exits(0)
                    .prints("- extra: will be removed")
                    .neverSays("- kept_view", "- users");
            assertThat(seedbank.run("restore", "--drop-existing", "--confirm"))
                    .exits(0)
                    .prints(views ? "mongodb/extra, mongodb/extra_view" : "mongodb/extra");
            assertThat(MongoDigest.of(database)).isEqualTo(before);
        } finally {
            database.drop();
        }
    }

    /** No statement runs, so nobody has to be warned of one. */
    @Test
    void the_structure_of_another_database_goes_unmentioned() {
        var source = server.open(server.database());
        var target = server.open(server.database("target"));
        var seedbank = CliRunner.in(project).env("DATABASE_URI", server.url(source.getName()));
        try {
            insert(source, "users");
            assertThat(seedbank.run("backup")).exits(0).prints("1 collection, 1 document");
            assertThat(seedbank.env("DATABASE_URI", server.url(target.getName()))
                            .run("restore", "--dry-run"))
                    .exits(0)
                    .prints(
                            "Would restore backup-",
                            "1 collection, 1 document",
                            "users: not in the database; will be created")
                    .neverSays("with your rights");
        } finally {
            source.drop();
            target.drop();
        }
    }

    @Test
    void a_rename_stays_in_its_database_of_a_family() {
        var prefix = server.database("family");
        var seedbank = CliRunner.in(project)
                .env("DATABASE_URI", server.url("admin"))
                .file("seedbank.yaml", """
                        seedbank:
                          stores:
                            open: {url: "${DATABASE_URI}", databases: "%s_*"}
                        """.formatted(prefix));
        var one = server.open(prefix + "_1");
        var two = server.open(prefix + "_2");
        try {
            insert(one, "x");
            insert(two, "x");
            assertThat(seedbank.run("backup")).exits(0);
            var source = prefix + "_1/x";
            assertThat(seedbank.run("restore", "--confirm", "--rename", source + "=" + prefix + "_2/x"))
                    .exits(2)
                    .warns("stays in its database");
            assertThat(names(one)).containsExactly("x");
            assertThat(seedbank.run("restore", "--confirm", "--rename", source + "=" + prefix + "_1/y"))
                    .exits(0);
            assertThat(names(one)).containsExactly("x", "y");
        } finally {
            one.drop();
            two.drop();
        }
    }

    private static void insert(MongoDatabase database, String collection) {
        database.getCollection(collection).insertOne(new Document("_id", 1));
    }

    private static List<String> names(MongoDatabase database) {
        return database.listCollectionNames().into(new ArrayList<>()).stream()
                .filter(name -> !name.startsWith("_seedbank"))
                .sorted()
                .toList();
    }
}
