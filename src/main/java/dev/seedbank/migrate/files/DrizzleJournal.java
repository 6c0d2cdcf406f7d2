package dev.seedbank.migrate.files;

import static java.util.stream.Collectors.toMap;

import dev.seedbank.backend.migration.Kind;
import dev.seedbank.failure.UsageFailure;
import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.JsonScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drizzle's {@code 0000_brave_hulk.sql}, in the order of {@code meta/_journal.json}. A version is the number in the name; where these
 * do not ascend in the journal, it is the place there, from 0.
 */
record DrizzleJournal() implements Layout {
    static final String NAME = "meta/_journal.json";

    /**
     * @param when its migration was made, in milliseconds since 1970; 0 if the journal does not say
     * @param line of the journal
     */
    private record Entry(String tag, long when, long line) {}

    /** The time of each file, as the journal has it. */
    static Map<String, Long> times(Folder folder) {
        return new Reader(folder.shown(NAME))
                .read(folder).stream().collect(toMap(it -> it.tag() + ".sql", Entry::when, (one, _) -> one));
    }

    @Override
    public Format format() {
        return Format.DRIZZLE;
    }

    @Override
    public String example() {
        return "0003_add_user_roles.sql";
    }

    @Override
    public boolean fits(String name) {
        return name.matches("[^/]+\\.sql|meta/[^/]+\\.json");
    }

    @Override
    public List<Migration> read(Folder folder) {
        var entries = new Reader(folder.shown(NAME)).read(folder);
        var tags = entries.stream().map(Entry::tag).toList();
        refuseOthers(folder, tags);
        boolean numbered = FolderPerMigration.ascend(tags);
        var migrations = new ArrayList<Migration>();
        for (int i = 0; i < entries.size(); i++) {
            var version = numbered ? FolderPerMigration.number(tags.get(i)) : Integer.toString(i);
            migrations.add(migration(folder, entries.get(i), new Version(version)));
        }
        return migrations;
    }

    private static void refuseOthers(Folder folder, List<String> tags) {
        var listed = new HashSet<>(tags);
        for (var name : folder.names()) {
            if (name.endsWith(".sql") && !listed.contains(name.substring(0, name.length() - ".sql".length()))) {
                throw Fault.of(
                        folder.shown(name),
                        "is not in %s, so Drizzle would not run it".formatted(NAME),
                        "Delete it, or make it with: drizzle-kit generate --custom.");
            }
        }
    }

    private static Migration migration(Folder folder, Entry entry, Version version) {
        var name = entry.tag() + ".sql";
        if (!folder.has(name)) {
            throw Fault.at(
                    folder.shown(NAME),
                    entry.line(),
                    "there is no %s".formatted(folder.shown(name)),
                    "Bring the file back, for instance from Git.");
        }
        var file = folder.file(name);
        var directions = NumberedFiles.drizzle(file);
        return new Migration(
                Kind.VERSIONED,
                Optional.of(version),
                FolderPerMigration.description(entry.tag()),
                name,
                directions.up(),
                directions.down(),
                file.checksum());
    }

    /** Reads the journal: an object with {@code dialect} and {@code entries}. */
    private static final class Reader {
        private final String shown;
        private final List<Entry> entries = new ArrayList<>();

        Reader(String shown) {
            this.shown = shown;
        }

        List<Entry> read(Folder folder) {
            try (var file = Files.newInputStream(folder.path(NAME))) {
                var in = new JsonInput(file);
                try {
                    object(in, name -> field(in, name));
                    return entries;
                } catch (JsonRejected e) {
                    throw fault(in, "not valid JSON: " + e.getMessage(), "Fix that line.");
                }
            } catch (IOException e) {
                throw Fault.unreadable(shown, e);
            }
        }

        private void field(JsonInput in, String name) throws IOException {
            switch (name) {
                case "dialect" -> checkDialect(in, string(in));
                case "entries" -> {
                    in.expect('[');
                    if (!in.take(']')) {
                        do {
                            entry(in);
                        } while (in.take(','));
                        in.expect(']');
                    }
                }
                default -> new JsonScanner(in).skip();
            }
        }

        private void checkDialect(JsonInput in, String dialect) {
            if (!dialect.equals("postgresql") && !dialect.equals("pg")) {
                throw fault(
                        in,
                        "these migrations are for %s".formatted(dialect),
                        "Seedbank runs those of Drizzle for PostgreSQL.");
            }
        }

        private void entry(JsonInput in) throws IOException {
            in.space();
            long line = in.line();
            var tags = new ArrayList<String>();
            var times = new ArrayList<Long>();
            object(in, name -> {
                switch (name) {
                    case "tag" -> tags.add(string(in));
                    case "when" -> times.add(number(in));
                    default -> new JsonScanner(in).skip();
                }
            });
            if (tags.size() != 1) {
                throw Fault.at(
                        shown, line, "an entry without a tag", "Add the name of its file: \"tag\": \"0003_users\".");
            }
            entries.add(new Entry(tags.getFirst(), times.isEmpty() ? 0 : times.getLast(), line));
        }

        private interface Field {
            /** Reads the value that is next. */
            void read(String name) throws IOException;
        }

        private static void object(JsonInput in, Field field) throws IOException {
            in.expect('{');
            if (!in.take('}')) {
                do {
                    field.read(new JsonScanner(in).name());
                } while (in.take(','));
                in.expect('}');
            }
        }

        private static String string(JsonInput in) throws IOException {
            in.expect('"');
            return in.text();
        }

        private long number(JsonInput in) throws IOException {
            in.space();
            var word = in.word();
            try {
                return Long.parseLong(word);
            } catch (NumberFormatException e) {
                throw fault(in, "'when' is no time in milliseconds: '%s'".formatted(word), "Correct that line.");
            }
        }

        private UsageFailure fault(JsonInput in, String what, String advice) {
            return Fault.at(shown, in.line(), what, advice);
        }
    }
}
