package dev.seedbank.init;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.StoreReader;
import dev.seedbank.cli.Text;
import dev.seedbank.config.VariableStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The annotated {@code seedbank.yaml} of a project that had none: what is in force now, and behind {@code #} what could be. */
final class SettingsText {
    private static final int NAMED = 3;
    private static final int LOOKED_AT = 20;

    private static final String HEAD = """
            # Settings of this project for Seedbank. It was written by `seedbank init`, once; change it as you like.
            # `seedbank config` shows what is in force and where it comes from. All keys: docs/configuration.md.
            seedbank:
              stores:
            """;

    private static final String FOOT = """

              # Fields that stay out of backups, such as:
              # sensitive: [users.password_hash]

              # Where backups go; layout: directory (a file for each collection) or file (one for all):
              # backups: {directory: backups, layout: directory}

            # A profile changes what it names. Choose it with --profile NAME or SEEDBANK_PROFILE; without one it is dev.
            """;

    private final StringBuilder text = new StringBuilder(HEAD);

    private SettingsText() {}

    /** @param opened those that were connected to, by name */
    static String of(List<VariableStore> stores, Map<String, StoreReader> opened) {
        var yaml = new SettingsText();
        for (var store : stores) {
            yaml.store(store, opened.get(store.name()));
        }
        if (stores.size() == 1) {
            yaml.secondStore(stores.getFirst());
        }
        yaml.text.append(FOOT);
        for (var profile : List.of("test", "prod")) {
            yaml.profile(profile, stores);
        }
        return yaml.text.toString();
    }

    private void store(VariableStore store, @Nullable StoreReader opened) {
        if (opened != null) {
            line("    # " + description(opened));
        }
        line("    %s:".formatted(store.name()));
        line("      url: ${%s}".formatted(store.url()));
        if (store.directUrl().isPresent()) {
            line("      direct-url: ${%s}".formatted(store.directUrl().get()));
        } else {
            line("      # Past a pooler, for backup, restore and administration:");
            line("      # direct-url: ${%s_UNPOOLED}".formatted(store.url()));
        }
        var names = opened == null ? List.<String>of() : names(opened);
        if (store.name().equals("postgresql")) {
            line("      # The schemas that belong to the project; default: all:");
            line("      # schemas: [%s]".formatted(String.join(", ", schemas(opened))));
        }
        line("      # What `seedbank clean` empties; default: everything:");
        line("      # clean: [%s]".formatted(String.join(", ", names)));
        (opened == null ? Optional.of("users: [email]") : unique(opened)).ifPresent(unique -> {
            line("      # How seeds know a row that is there; default: primary key or _id, then unique indexes:");
            line("      # seed: {unique: {%s}}".formatted(unique));
        });
    }

    private void secondStore(VariableStore first) {
        boolean mongo = first.name().equals("mongodb");
        line("    # A second one:");
        line("    # %s: {url: \"${%s}\"}"
                .formatted(
                        mongo ? "postgresql" : "mongodb",
                        first.url().equals("DATABASE_URL") ? "DATABASE_URI" : "DATABASE_URL"));
    }

    private void profile(String profile, List<VariableStore> stores) {
        line("# \"%%%s\":".formatted(profile));
        line("#   seedbank:");
        if (profile.equals("prod")) {
            line("#     allow: [backup]");
        }
        line("#     stores:");
        for (var store : stores) {
            line("#       %s: {url: \"${%s_%s}\"}"
                    .formatted(store.name(), profile.equals("prod") ? "PRODUCTION" : "TEST", store.url()));
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String description(StoreReader store) {
        var server = store.server();
        return "%s %s, database %s: %s"
                .formatted(
                        server.engine(),
                        server.version(),
                        Text.printable(server.database()),
                        Text.count(data(store).count(), server.engine().equals("MongoDB") ? "collection" : "table"));
    }

    private static List<String> schemas(@Nullable StoreReader store) {
        var schemas = new ArrayList<String>(List.of("public"));
        if (store != null) {
            data(store).map(Collection::namespace).filter(SettingsText::isPlain).forEach(schemas::add);
        }
        return schemas.stream().distinct().toList();
    }

    private static List<String> names(StoreReader store) {
        return data(store)
                .map(it -> it.label("."))
                .filter(SettingsText::isPlain)
                .limit(NAMED)
                .collect(Collectors.toList());
    }

    /** The first collection that has a key besides its primary one, with that key. */
    private static Optional<String> unique(StoreReader store) {
        return data(store)
                .filter(it -> isPlain(it.label(".")))
                .limit(LOOKED_AT)
                .map(it -> new Unique(it.label("."), store.uniqueKey(it)))
                .filter(it -> !it.fields.isEmpty() && it.fields.stream().allMatch(SettingsText::isPlain))
                .findFirst()
                .map(it -> "%s: [%s]".formatted(it.label, String.join(", ", it.fields)));
    }

    private record Unique(String label, List<String> fields) {}

    private static boolean isPlain(String name) {
        return name.matches("[A-Za-z_][A-Za-z0-9_.]*") && !name.startsWith("pg_");
    }

    private static Stream<Collection> data(StoreReader store) {
        return store.collections().stream().filter(it -> it.kind() == Collection.Kind.DATA);
    }
}
