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
import dev.seedbank.failure.OperationFailed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON file that another program wrote: {@code {timestamp, version, tables: {name: [rows]}}}, or a plain array, which is the
 * collection that the file is named after. One pass over it finds where each array begins and ends, and that it is JSON at all.
 */
final class ExternalFile {
    private static final String SHAPE =
            "A backup file is {\"timestamp\": …, \"version\": …, \"tables\": {name: [rows]}} or an array of rows.";

    private final String name;
    private final JsonParser parser;
    private final List<CollectionEntry> collections = new ArrayList<>();
    private Instant timestamp = Instant.EPOCH;
    private boolean tables;

    private ExternalFile(String name, JsonParser parser) {
        this.name = name;
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
            return new ExternalFile(name, parser).manifest();
        } catch (JsonParseException e) {
            var at = e.getLocation();
            throw new OperationFailed(
                    "%s is no backup: line %d, column %d: not JSON".formatted(name, at.getLineNr(), at.getColumnNr()),
                    "The file may be cut short or damaged; nothing was touched.",
                    e);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new OperationFailed(
                    "%s is no backup: it ends too early or is not JSON".formatted(name), "Nothing was touched.", e);
        }
    }

    private Manifest manifest() throws IOException {
        switch (parser.nextToken()) {
            case START_ARRAY -> {
                var file = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
                collection(FileNames.decode(file.replaceFirst("\\.json$", "")));
                tables = true;
            }
            case START_OBJECT -> top();
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
                        name + " is damaged: it is not what Seedbank wrote",
                        "Use another backup: seedbank backup list");
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
                throw new OperationFailed(
                        "%s is no backup: row %d of %s is not an object".formatted(name, rows + 1, table), SHAPE);
            }
            rows++;
            parser.skipChildren();
        }
        long end = parser.currentLocation().getByteOffset();
        var collection = new Collection("", table, true, Collection.Kind.DATA);
        collections.add(new CollectionEntry(collection, rows, List.of(), new Part("", begin, end - begin, "")));
    }

    private OperationFailed shape() {
        return new OperationFailed(name + " is no backup", SHAPE);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
