package dev.seedbank.demo;

import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoDigest;
import dev.seedbank.testing.MongoServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/** {@code examples/aladdin}: MongoDB, the application's database and one more for each project. */
final class AladdinStory extends Story {
    private final MongoServer server;

    AladdinStory(MongoServer server, Path project) {
        super("aladdin", CliRunner.in(project).env("DATABASE_URI", server.url("aladdin")));
        this.server = server;
    }

    @Override
    String tell() throws IOException {
        title("Aladdin: MongoDB, played by " + server);
        run("seed");
        run("seed", "demo");
        importProjects();
        return backUpWipeRestoreUndo();
    }

    @Override
    Map<String, String> digest() {
        var digest = new TreeMap<String, String>();
        for (var name : databases()) {
            MongoDigest.of(server.open(name)).forEach((what, value) -> digest.put(name + "." + what, value));
        }
        return digest;
    }

    @Override
    public void close() {
        databases().forEach(server::drop);
    }

    /** What agents would write into the databases of two projects. */
    private void importProjects() throws IOException {
        int imported = 0;
        try (var files = Files.walk(seedbank().project().resolve("open"))) {
            for (var file :
                    files.filter(it -> it.toString().endsWith(".json")).sorted().toList()) {
                var database = file.getParent().getFileName().toString();
                var collection = file.getFileName().toString().replace(".json", "");
                var documents =
                        Document.parse("{all: " + Files.readString(file) + "}").getList("all", Document.class);
                server.open(database).getCollection(collection).insertMany(documents);
                imported += documents.size();
            }
        }
        System.out.println("$ mongoimport …  # " + imported + " documents of two projects");
    }

    private List<String> databases() {
        return server.client().listDatabaseNames().into(new java.util.ArrayList<>()).stream()
                .filter(name -> name.equals("aladdin") || name.startsWith("open_"))
                .toList();
    }
}
