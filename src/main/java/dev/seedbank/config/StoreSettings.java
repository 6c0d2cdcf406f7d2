package dev.seedbank.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One store as configured for the profile.
 *
 * @param url what it is reached by; for administration {@link #administrationUrl()}
 * @param directUrl past a pooler
 * @param databases a pattern with {@code *}, for a family
 * @param schemas PostgreSQL: those that belong to the store, the first being the one whose names need no prefix
 * @param clean which collections {@code clean} empties; empty for all
 * @param seedOrder collections in the order to seed; empty: foreign keys decide, else the file name
 * @param seedUnique collection to the fields by which a row is known
 */
public record StoreSettings(
        String name,
        ConnectionUrl url,
        Optional<ConnectionUrl> directUrl,
        Optional<String> databases,
        List<String> schemas,
        List<String> clean,
        List<String> seedOrder,
        Map<String, List<String>> seedUnique) {
    public StoreSettings {
        schemas = List.copyOf(schemas);
        clean = List.copyOf(clean);
        seedOrder = List.copyOf(seedOrder);
        seedUnique = Map.copyOf(seedUnique);
    }

    /** The same on another server. */
    public StoreSettings at(ConnectionUrl other) {
        return new StoreSettings(name, other, Optional.empty(), databases, schemas, clean, seedOrder, seedUnique);
    }

    /** The URL for backup, restore, migrations and administration: a pooler would break sessions. */
    public ConnectionUrl administrationUrl() {
        return directUrl.orElse(url);
    }

    public boolean isFamily() {
        return databases.isPresent();
    }
}
