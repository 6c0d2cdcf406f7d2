package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.connection.PostgresConnector;
import dev.seedbank.backend.schema.SchemaDesigner.Place;
import dev.seedbank.config.StoreSettings;
import dev.seedbank.failure.Failure;
import dev.seedbank.failure.OperationFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Opens the first scratch area that can be had. */
public final class SchemaAreas {
    private final List<Failure> refusals = new ArrayList<>();

    private SchemaAreas() {}

    /**
     * @param connector to the store's database
     * @throws Failure saying what was tried, if there is none
     */
    public static SchemaArea open(PostgresConnector connector, StoreSettings settings, Place place) {
        var areas = new SchemaAreas();
        return place.at()
                .flatMap(url -> areas.attempt(() -> DatabaseArea.make(new PostgresConnector(settings.at(url)))))
                .or(() -> place.besideAllowed()
                        ? areas.attempt(() -> DatabaseArea.make(new PostgresConnector(settings)))
                        : Optional.empty())
                .or(() -> place.insideAllowed() ? areas.attempt(() -> InsideArea.open(connector)) : Optional.empty())
                .orElseThrow(areas::failure);
    }

    private Optional<SchemaArea> attempt(Supplier<SchemaArea> make) {
        try {
            return Optional.of(make.get());
        } catch (Failure e) {
            refusals.add(e);
            return Optional.empty();
        }
    }

    private Failure failure() {
        if (refusals.isEmpty()) {
            return new OperationFailed(
                    "A scratch database is needed, and none may be created on this server",
                    "Name a server where one may be: seedbank.scratch-url in seedbank.yaml.");
        }
        if (refusals.size() == 1) {
            return refusals.getFirst();
        }
        return new OperationFailed(
                refusals.stream().map(Failure::getMessage).distinct().collect(Collectors.joining("; ")),
                refusals.getLast().advice(),
                refusals.getLast());
    }
}
