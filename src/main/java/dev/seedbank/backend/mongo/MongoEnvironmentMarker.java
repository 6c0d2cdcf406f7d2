package dev.seedbank.backend.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import dev.seedbank.backend.EnvironmentMarker;
import dev.seedbank.config.Environment;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import org.bson.Document;

/** A document in the collection {@code _seedbank} of each database. */
final class MongoEnvironmentMarker implements EnvironmentMarker {
    private static final String ID = "environment";

    private final Namespaces namespaces;

    MongoEnvironmentMarker(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    @Override
    public Optional<Environment> read() {
        return MongoErrors.during(
                "reading what " + namespaces.name() + " says of its environment",
                () -> namespaces.databases().stream()
                        .map(this::read)
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder()));
    }

    private Optional<Environment> read(String database) {
        var found = namespaces
                .database(database)
                .getCollection(Namespaces.OWN)
                .find(Filters.eq(ID))
                .first();
        if (found == null) {
            return Optional.empty();
        }
        // A word that only a later Seedbank knows is taken for the most careful one.
        return Optional.of(Environment.of(Objects.toString(found.get("value"))).orElse(Environment.PRODUCTION));
    }

    @Override
    public void write(Environment environment) {
        MongoErrors.during("writing the environment into " + namespaces.name(), () -> {
            for (var database : namespaces.databases()) {
                namespaces
                        .database(database)
                        .getCollection(Namespaces.OWN)
                        .replaceOne(
                                Filters.eq(ID),
                                new Document("_id", ID).append("value", environment.label()),
                                new ReplaceOptions().upsert(true));
            }
        });
    }
}
