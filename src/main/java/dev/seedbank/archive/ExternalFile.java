package dev.seedbank.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.archive.Manifest.Part;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Consistency;
import dev.seedbank.backend.DatabaseIdentity;
import dev.seedbank.backend.ServerInfo;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JSON file that another program wrote: {@code {timestamp, version, tables: {name: [rows]}}}, or a plain array or JSON Lines,
 * which are the collection that the file is named after. One pass over it finds where each array begins and ends, and that it is JSON at all.
 */
final class ExternalFile {
    private static final Pattern LINES = Pattern.compile("\\.(jsonl|ndjson)$");
    private static final String SHAPE =
            "A backup file is {\"timestamp\": …, \"version\": …, \"tables\": {name: [rows]}} or an array of rows.";

    private final String name;
    private final long size;
    private final JsonParser parser;
    private final List<CollectionEntry> collections = new ArrayList<>();
    private Instant timestamp = Instant.EPOCH;
    private boolean tables;

    private ExternalFile(String name, long size, JsonParser parser) {
        this.name = name;
        this.size = size;
        this.parser = parser;
    }

    static Manifest read(String name, ArchiveSource source, long size) throws IOException {
        var factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNumberLength(1 << 20)
                        .build())
                .build();
        try (var in = new BufferedInputStream(source.open("", 0, size));
                var parser = factory.createParser(in)) {
            return new ExternalFile(name, size, parser).manifest();
        } catch (JsonParseException e) {
            var at = e.getLocation();
            throw new OperationFailed(
                    ErrorCode.BACKUP_DAMAGED,
                    "%s is no backup: line %d, column %d: not JSON".formatted(name, at.getLineNr(), at.getColumnNr()),
                    "The file may be cut short or damaged; nothing was touched.",
                    e);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new OperationFailed(
                    ErrorCode.BACKUP_DAMAGED,
                    "%s is no backup: it ends too early or is not JSON".formatted(name),
                    "Nothing was touched.",
                    e);
        }
    }

    private Manifest manifest() throws IOException {
        switch (parser.nextToken()) {
            case START_ARRAY -> {
                collection(ownName());
                tables = true;
            }
            case START_OBJECT -> {
                if (LINES.matcher(name).find()) {
                    lines();
                } else {
                    top();
                }
            }
            case null, default -> throw shape();
        }
        if (!tables || parser.nextToken() != null) {
            throw shape();
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
                List.of());
        return new Manifest(
                timestamp, "", "", "", Manifest.Layout.FILE, true, List.of(store), Optional.empty(), Optional.empty());
    }

    /** The collection that the file is named after. */
    private String ownName() {
        var file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return FileNames.decode(file.replaceFirst("\\.(json|jsonl|ndjson)$", ""));
    }

    /** Stands at the first object's beginning; ends at the end of the file. */
    private void lines() throws IOException {
        long rows = 0;
        for (JsonToken token = JsonToken.START_OBJECT; token != null; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw notAnObject(ownName(), rows + 1);
            }
            rows++;
            parser.skipChildren();
        }
        tables = true;
        collections.add(entry(ownName(), rows, 0, size));
    }

    private void top() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var field = parser.currentName();
            var token = parser.nextToken();
            if (field.equals("tables") && token == JsonToken.START_OBJECT) {
                tables = true;
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    var table = parser.currentName();
                    if (parser.nextToken() != JsonToken.START_ARRAY) {
                        throw shape();
                    }
                    collection(table);
                }
            } else if (field.equals("metadata") || field.equals("metadataOffset")) {
                throw new OperationFailed( // ours, but its end does not say where its metadata is
                        ErrorCode.BACKUP_DAMAGED,
                        name + " is damaged: it is not what Seedbank wrote",
                        "Use another backup: seedbank backup list",
                        null);
            } else if (field.equals("timestamp") && token == JsonToken.VALUE_STRING) {
                timestamp = instant(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }

    /** Stands at the array's beginning; ends at its end. */
    private void collection(String table) throws IOException {
        long begin = parser.currentTokenLocation().getByteOffset();
        long rows = 0;
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token != JsonToken.START_OBJECT) {
                throw notAnObject(table, rows + 1);
            }
            rows++;
            parser.skipChildren();
        }
        long end = parser.currentLocation().getByteOffset();
        collections.add(entry(table, rows, begin, end - begin));
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

    private OperationFailed notAnObject(String table, long row) {
        return new OperationFailed(
                ErrorCode.BACKUP_DAMAGED,
                "%s is no backup: row %d of %s is not an object".formatted(name, row, table),
                SHAPE,
                null);
    }

    private OperationFailed shape() {
        return new OperationFailed(ErrorCode.BACKUP_DAMAGED, name + " is no backup", SHAPE, null);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
