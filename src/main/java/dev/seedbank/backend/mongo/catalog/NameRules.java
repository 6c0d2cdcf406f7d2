package dev.seedbank.backend.mongo.catalog;

import dev.seedbank.backend.Collection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Which names MongoDB takes: its manual, "Naming Restrictions". Some servers take more, and older ones only shorter names. */
public final class NameRules {
    private static final int LONGEST_DATABASE = 63;
    private static final int LONGEST_NAMESPACE = 255;
    private static final String NOT_IN_DATABASES = "/\\. \"$\0";

    private NameRules() {}

    /** Why no server takes a database of this name, in a few words. */
    public static Optional<String> brokenByDatabase(String name) {
        if (name.isEmpty()) {
            return Optional.of("the database's name is empty");
        }
        if (bytes(name) > LONGEST_DATABASE) {
            return Optional.of("the database's name is longer than %d bytes".formatted(LONGEST_DATABASE));
        }
        return name.chars()
                .filter(c -> NOT_IN_DATABASES.indexOf(c) >= 0)
                .mapToObj(c -> "the database's name contains " + shown(c))
                .findFirst();
    }

    /** Why MongoDB takes no collection of this name, in a few words. */
    public static Optional<String> brokenByCollection(Collection collection) {
        var name = collection.name();
        if (name.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (name.startsWith(".")) {
            return Optional.of("it begins with a dot");
        }
        if (bytes(collection.namespace()) + 1 + bytes(name) > LONGEST_NAMESPACE) {
            return Optional.of(
                    "together with the database's name it is longer than %d bytes".formatted(LONGEST_NAMESPACE));
        }
        return name.chars()
                .filter(c -> c == '$' || c == '\0')
                .mapToObj(c -> "it contains " + shown(c))
                .findFirst();
    }

    private static String shown(int c) {
        return c == '\0' ? "a NUL character" : "'%c'".formatted(c);
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }
}
