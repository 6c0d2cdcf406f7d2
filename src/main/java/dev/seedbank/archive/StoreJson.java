package dev.seedbank.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.archive.Manifest.Part;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.Consistency;
import dev.seedbank.backend.DatabaseIdentity;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.SequenceValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** A store's part of the manifest as JSON and back, collection by collection: ten thousand of them take less memory than their text. */
final class StoreJson {
    private StoreJson() {}

    /** Collections, of which there may be thousands, become records at once; the store's own fields precede them. */
    static JsonFields read(JsonParser parser) throws IOException {
        var store = new LinkedHashMap<String, Object>();
        var columns = new HashMap<Column, Column>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            store.put(
                    name,
                    switch (name) {
                        case "collections" -> {
                            var consistency = consistency(new JsonFields(store));
                            yield array(parser, element -> collection(fields(element), consistency, columns));
                        }
                        case "sequences" -> array(parser, element -> sequence(fields(element)));
                        default -> parser.readValueAs(Object.class);
                    });
        }
        return new JsonFields(store);
    }

    /** Each element is made when it is written. */
    static <T> Iterable<Map<String, Object>> lazy(List<T> elements, Function<T, Map<String, Object>> toJson) {
        return () -> elements.stream().map(toJson).iterator();
    }

    /** How an element of an array is read. */
    interface Element<T> {
        /** Reads the object that has just begun. */
        T read(JsonParser parser) throws IOException;
    }

    static <T> List<T> array(JsonParser parser, Element<T> element) throws IOException {
        ManifestJson.expect(parser.currentToken(), JsonToken.START_ARRAY);
        var elements = new ArrayList<T>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            ManifestJson.expect(parser.currentToken(), JsonToken.START_OBJECT);
            elements.add(element.read(parser));
        }
        return elements;
    }

    private static JsonFields fields(JsonParser parser) throws IOException {
        return new JsonFields(parser.readValueAs(Map.class));
    }

    static Map<String, Object> store(StoreEntry store) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", store.name());
        map.put("engine", store.server().engine());
        map.put("serverVersion", store.server().version());
        map.put("database", store.server().database());
        map.put("address", store.identity().address());
        map.put("serverId", store.identity().id());
        map.put("family", store.family());
        map.put("consistency", store.consistency().name().toLowerCase(Locale.ROOT));
        store.structure().ifPresent(structure -> map.put("structure", part(structure)));
        store.migrations().ifPresent(migrations -> map.put("migrations", HistoryJson.migrations(migrations)));
        map.put("sequences", lazy(store.sequences(), StoreJson::sequence));
        map.put("collections", lazy(store.collections(), StoreJson::collection));
        map.put("leftOut", store.leftOut());
        return map;
    }

    static StoreEntry store(JsonFields fields) {
        return new StoreEntry(
                fields.text("name"),
                new dev.seedbank.backend.ServerInfo(
                        fields.text("engine"), fields.text("serverVersion"), fields.text("database")),
                new DatabaseIdentity(
                        fields.optionalText("serverId").orElse(""),
                        fields.optionalText("address").orElse(""),
                        fields.text("database")),
                fields.truth("family"),
                consistency(fields),
                fields.child("structure").map(StoreJson::part),
                fields.elements("sequences", SequenceValue.class),
                fields.elements("collections", CollectionEntry.class),
                fields.texts("leftOut"),
                fields.child("migrations").map(HistoryJson::migrations));
    }

    private static Map<String, Object> sequence(SequenceValue sequence) {
        var map = new LinkedHashMap<String, Object>();
        map.put("namespace", sequence.namespace());
        map.put("name", sequence.name());
        map.put("value", sequence.value());
        map.put("called", sequence.called());
        return map;
    }

    private static SequenceValue sequence(JsonFields fields) {
        return new SequenceValue(
                fields.text("namespace"), fields.text("name"), fields.number("value"), fields.truth("called"));
    }

    private static Map<String, Object> collection(CollectionEntry entry) {
        var map = new LinkedHashMap<String, Object>();
        map.put("namespace", entry.collection().namespace());
        map.put("name", entry.collection().name());
        map.put("main", entry.collection().main());
        map.put("rows", entry.rows());
        map.putAll(part(entry.part()));
        map.put("format", entry.format().label());
        var columns = new ArrayList<Map<String, Object>>();
        entry.columns().forEach(column -> columns.add(Map.of("name", column.name(), "type", column.type())));
        map.put("columns", columns);
        map.put("consistency", entry.consistency().name().toLowerCase(Locale.ROOT));
        if (!entry.sensitive().isEmpty()) {
            map.put("sensitive", lazy(entry.sensitive(), StoreJson::sensitive));
        }
        return map;
    }

    private static Map<String, Object> sensitive(SensitiveField field) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", field.name());
        field.fill().ifPresent(fill -> map.put("fill", fill));
        return map;
    }

    private static SensitiveField sensitive(JsonFields fields) {
        return new SensitiveField(fields.text("name"), fields.optionalText("fill"));
    }

    private static Consistency consistency(JsonFields fields) {
        return Consistency.valueOf(fields.text("consistency").toUpperCase(Locale.ROOT));
    }

    /**
     * @param ofStore for one that does not say how it was read, as in backups of earlier versions
     * @param columns those of the collections before it: most tables have an {@code id} of the same type
     */
    private static CollectionEntry collection(JsonFields fields, Consistency ofStore, Map<Column, Column> columns) {
        return new CollectionEntry(
                new Collection(
                        fields.text("namespace"), fields.text("name"), fields.truth("main"), Collection.Kind.DATA),
                fields.number("rows"),
                fields.list("columns").stream()
                        .map(column -> new Column(column.text("name"), column.text("type")))
                        .map(column -> columns.computeIfAbsent(column, same -> same))
                        .toList(),
                part(fields),
                fields.optionalText("format").map(RowFormat::of).orElse(RowFormat.JSON),
                fields.has("consistency") ? consistency(fields) : ofStore,
                fields.has("sensitive")
                        ? fields.list("sensitive").stream()
                                .map(StoreJson::sensitive)
                                .toList()
                        : List.of());
    }

    static Map<String, Object> part(Part part) {
        var map = new LinkedHashMap<String, Object>();
        map.put("file", part.file());
        map.put("offset", part.offset());
        map.put("bytes", part.bytes());
        map.put("sha256", part.sha256());
        map.put("encoding", part.encoding().label());
        if (part.encoding() != Encoding.IDENTITY) {
            map.put("plainSha256", part.plainSha256());
        }
        return map;
    }

    /** One that an earlier version wrote says nothing of an encoding, because it had none. */
    static Part part(JsonFields fields) {
        var sha256 = fields.text("sha256");
        return new Part(
                fields.text("file"),
                fields.number("offset"),
                fields.number("bytes"),
                sha256,
                fields.optionalText("encoding").map(Encoding::of).orElse(Encoding.IDENTITY),
                fields.optionalText("plainSha256").orElse(sha256));
    }
}
