package dev.seedbank.archive;

import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.archive.Manifest.Part;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Consistency;
import dev.seedbank.backend.DatabaseIdentity;
import dev.seedbank.backend.ServerInfo;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.failure.Where;
import dev.seedbank.json.JsonInput;
import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.JsonRows;
import dev.seedbank.json.JsonScanner;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JSON file that another program wrote: {@code {timestamp, version, tables: {name: [rows]}}}, or a plain array or JSON Lines,
 * which are the collection that the file is named after. A pass over it finds where each array begins and ends, and that it is JSON at all.
 */
final class ExternalFile {
    private static final Pattern LINES = Pattern.compile("\\.(jsonl|ndjson)$");
    private static final String SHAPE =
            "A backup file is {\"timestamp\": …, \"version\": …, \"tables\": {name: [rows]}} or an array of rows.";

    private final String name;
    private final ArchiveSource source;
    private final long size;
    private final List<CollectionEntry> collections = new ArrayList<>();
    private Instant timestamp = Instant.EPOCH;
    private boolean tables;
    private boolean metadata;
    private boolean misshapen;
    private boolean empty = true;

    private ExternalFile(String name, ArchiveSource source, long size) {
        this.name = name;
        this.source = source;
        this.size = size;
    }

    static Manifest read(String name, ArchiveSource source, long size) throws IOException {
        try {
            return new ExternalFile(name, source, size).manifest();
        } catch (JsonRejected e) {
            var place = e.place();
            throw Where.at(Where.Key.FILE, name)
                    .and(Where.Key.LINE, place.line())
                    .of(new OperationFailed(
                            ErrorCode.BACKUP_DAMAGED,
                            "%s is not a backup: line %d, column %d: %s"
                                    .formatted(name, place.line(), place.column(), e.getMessage()),
                            "The file may be cut short or damaged; nothing was touched.",
                            e));
        }
    }

    private Manifest manifest() throws IOException {
        if (LINES.matcher(name).find() || !readTables()) {
            collections.clear();
            timestamp = Instant.EPOCH;
            rows();
        }
        var store = new StoreEntry(
                "",
                new ServerInfo("", "", ""),
                new DatabaseIdentity("", "", ""),
                false,
                Consistency.NONE,
                Optional.empty(),
                List.of(),
                collections,
                List.of(),
                Optional.empty());
        return new Manifest(
                timestamp, "", "", "", Manifest.Layout.FILE, true, List.of(store), Optional.empty(), Optional.empty());
    }

    /** The collection that the file is named after. */
    private String ownName() {
        var file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return FileNames.decode(file.replaceFirst("\\.(json|jsonl|ndjson)$", ""));
    }

    /** All of the file is an array of rows, or JSON Lines. */
    private void rows() throws IOException {
        try (var file = source.open("", 0, size)) {
            var in = new JsonInput(file);
            if (in.space() < 0) {
                throw shape();
            }
            collections.add(entry(ownName(), count(in, new JsonRows(in)), 0, size));
        }
    }

    private static long count(JsonInput in, JsonRows rows) throws IOException {
        var scanner = new JsonScanner(in);
        long count = 0;
        for (; rows.next(); count++) {
            scanner.skip();
        }
        return count;
    }

    /** False if the file is not one object that holds tables, but rows. */
    private boolean readTables() throws IOException {
        try (var file = source.open("", 0, size)) {
            var in = new JsonInput(file);
            var top = new JsonRows(in);
            top.begin();
            if (top.isArray() || !top.next()) {
                return false;
            }
            object(in, top);
            if (in.space() >= 0) {
                return false; // a second row
            }
        }
        if (metadata) {
            throw new OperationFailed( // ours, but its end does not say where its metadata is
                    ErrorCode.BACKUP_DAMAGED,
                    name + " is damaged: it is not what Seedbank wrote",
                    "Use another backup: seedbank backup list",
                    null);
        }
        if (misshapen || empty) {
            throw shape();
        }
        return tables;
    }

    /** @param braces stands at the object's beginning; what it says is true of the file only if nothing follows the object */
    private void object(JsonInput in, JsonRows braces) throws IOException {
        var scanner = new JsonScanner(in);
        for (boolean more = braces.open(); more; more = braces.more()) {
            var field = scanner.name();
            int found = in.space();
            empty = false;
            if (field.equals("tables") && found == '{') {
                tables = true;
                tables(in, braces, scanner);
            } else if (field.equals("timestamp") && found == '"') {
                in.expect('"');
                timestamp = instant(in.text());
            } else {
                metadata |= field.equals("metadata") || field.equals("metadataOffset");
                scanner.skip();
            }
        }
    }

    private void tables(JsonInput in, JsonRows braces, JsonScanner scanner) throws IOException {
        for (boolean more = braces.open(); more; more = braces.more()) {
            var table = scanner.name();
            if (in.space() == '[') {
                long begin = in.offset();
                long rows = count(in, JsonRows.inside(in));
                collections.add(entry(table, rows, begin, in.offset() - begin));
            } else {
                misshapen = true;
                scanner.skip();
            }
        }
    }

    private static CollectionEntry entry(String table, long rows, long offset, long bytes) {
        var collection = new Collection("", table, true, Collection.Kind.DATA);
        return new CollectionEntry(
                collection,
                rows,
                List.of(),
                new Part("", offset, bytes, ""),
                RowFormat.JSON,
                Consistency.NONE,
                List.of());
    }

    private OperationFailed shape() {
        return new OperationFailed(ErrorCode.BACKUP_DAMAGED, name + " is not a backup", SHAPE, null);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
