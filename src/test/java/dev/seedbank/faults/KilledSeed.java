package dev.seedbank.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbank.testing.CliResult;
import dev.seedbank.testing.CliRunner;
import dev.seedbank.testing.MongoServer;
import dev.seedbank.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;

/** Seeds into an empty database, again and again. */
abstract class KilledSeed implements Killing.Victim {
    static final int SIZE = 4_000;

    @Override
    public String[] next() {
        return new String[] {"seed"};
    }

    static String rows(int count, String pattern) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> pattern.replace("#", Integer.toString(n)))
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }

    /** One transaction. */
    static final class OfPostgres extends KilledSeed {
        private final PostgresScene scene;
        private final List<Map<String, String>> allOrNothing = new ArrayList<>();

        OfPostgres(PostgresServer server, Path project) throws IOException {
            scene = PostgresScene.on(server, project);
            allOrNothing.add(scene.tables());
            scene.seedbankAsOwner()
                    .file("seeds/parents.json", rows(SIZE / 4, "{\"id\": #, \"name\": \"parent #\"}"))
                    .file(
                            "seeds/children.json",
                            rows(SIZE, "{\"id\": #, \"parent_id\": 7, \"body\": {\"n\": #, \"text\": \"of a seed\"}}"));
        }

        @Override
        public CliRunner seedbank() {
            return scene.seedbankAsOwner();
        }

        @Override
        public String[] next() {
            scene.owner().run("truncate parents, children, strays");
            return super.next();
        }

        @Override
        public void survived() {
            scene.awaitNobody();
            assertThat(scene.tables()).isIn(allOrNothing);
        }

        @Override
        public void ended(CliResult result) {
            assertThat(result).exits(0);
            var full = scene.tables();
            if (allOrNothing.size() == 1) {
                assertThat(scene.owner().query("select count(*) from children"))
                        .containsExactly(Integer.toString(SIZE));
                allOrNothing.add(full);
            }
            assertThat(full).isEqualTo(allOrNothing.getLast());
        }

        @Override
        public String toString() {
            return "seed of PostgreSQL";
        }
    }

    /** No transaction: what is there is whole, document by document, and the next run adds what is missing. */
    static final class OfMongo extends KilledSeed {
        private final MongoScene scene;
        private final Map<String, Set<Document>> wanted;
        private boolean afterKill;

        OfMongo(MongoServer server, Path project) throws IOException {
            scene = MongoScene.on(server, project);
            var users = rows(SIZE / 4, "{\"_id\": #, \"email\": \"#@example.org\"}");
            var events = rows(SIZE, "{\"_id\": #, \"kind\": \"created\", \"of\": {\"user\": #}}");
            scene.seedbank().file("seeds/users.json", users).file("seeds/events.json", events);
            wanted = Map.of("users", documents(users), "events", documents(events));
        }

        private static Set<Document> documents(String array) {
            var all = new Document(Document.parse("{all: " + array + "}"));
            return Set.copyOf(all.getList("all", Document.class));
        }

        @Override
        public CliRunner seedbank() {
            return scene.seedbank();
        }

        /** Half of the runs go on from what a killed one left. */
        @Override
        public String[] next() {
            if (!afterKill) {
                wanted.keySet()
                        .forEach(name -> scene.database().getCollection(name).drop());
            }
            return super.next();
        }

        @Override
        public void survived() {
            afterKill = !afterKill;
            wanted.forEach((name, documents) -> assertThat(found(name)).isSubsetOf(documents));
        }

        @Override
        public void ended(CliResult result) {
            assertThat(result).exits(0);
            afterKill = false;
            wanted.forEach((name, documents) -> assertThat(found(name)).hasSameElementsAs(documents));
        }

        private List<Document> found(String name) {
            return scene.database().getCollection(name).find().into(new ArrayList<>());
        }

        @Override
        public String toString() {
            return "seed of MongoDB";
        }
    }
}
