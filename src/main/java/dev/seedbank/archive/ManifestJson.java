package dev.seedbank.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.seedbank.archive.Manifest.CollectionEntry;
import dev.seedbank.archive.Manifest.Part;
import dev.seedbank.archive.Manifest.Safety;
import dev.seedbank.archive.Manifest.StoreEntry;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.Column;
import dev.seedbank.backend.Consistency;
import dev.seedbank.backend.DatabaseIdentity;
import dev.seedbank.backend.SensitiveField;
import dev.seedbank.backend.SequenceValue;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The manifest as JSON and back, collection by collection: ten thousand of them take less memory than their text. */
final class ManifestJson {
    private ManifestJson() {}

    /**
     * Writes it to {@code out}, which stays open.
     *
     * @param lines whether it is laid out for people, or on one line
     */
    static void write(Manifest manifest, boolean lines, OutputStream out) throws IOException {
        var mapper = new ObjectMapper().configure(SerializationFeature.INDENT_OUTPUT, lines);
        mapper.getFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        var checked = new ManifestChecksum.Output(out);
        var head = head(manifest);
        try (var generator = generator(mapper, lines, checked)) {
            generator.writeStartObject();
            write(head, generator);
            var text = text(head, mapper, lines);
            generator.writeStringField(SummaryJson.CHECKSUM, SummaryJson.checksum(text, text.length));
            write(rest(manifest), generator);
            generator.writeEndObject();
        }
        checked.finish();
    }

    private static JsonGenerator generator(ObjectMapper mapper, boolean lines, OutputStream out) throws IOException {
        var generator = mapper.createGenerator(out);
        return lines ? generator.useDefaultPrettyPrinter() : generator;
    }

    /** As it will stand in the manifest. */
    private static byte[] text(Map<String, Object> head, ObjectMapper mapper, boolean lines) throws IOException {
        var text = new ByteArrayOutputStream();
        try (var generator = generator(mapper, lines, text)) {
            generator.writeStartObject();
            write(head, generator);
            generator.flush();
            return text.toByteArray();
        }
    }

    private static void write(Map<String, Object> fields, JsonGenerator generator) throws IOException {
        for (var field : fields.entrySet()) {
            generator.writeObjectField(field.getKey(), field.getValue());
        }
    }

    /** Up to the summary, which is all that a list reads. */
    private static Map<String, Object> head(Manifest manifest) {
        var head = new LinkedHashMap<String, Object>();
        head.put("seedbankFormat", Manifest.FORMAT);
        head.put("createdAt", manifest.createdAt().toString());
        head.put("program", manifest.program());
        head.put("profile", manifest.profile());
        head.put("environment", manifest.environment());
        head.put("layout", manifest.layout().name().toLowerCase(Locale.ROOT));
        head.put("format", "json");
        head.put("wholeStores", manifest.wholeStores());
        manifest.safety().ifPresent(safety -> head.put("safety", safety(safety)));
        head.put(SummaryJson.SUMMARY, SummaryJson.write(ManifestSummary.of(manifest)));
        return head;
    }

    private static Map<String, Object> rest(Manifest manifest) {
        var rest = new LinkedHashMap<String, Object>();
        rest.put("stores", lazy(manifest.stores(), ManifestJson::store));
        manifest.body().ifPresent(body -> rest.put("body", part(body)));
        rest.put("checksum", ManifestChecksum.ZEROS);
        return rest;
    }

    /** Each element is made when it is written. */
    private static <T> Iterable<Map<String, Object>> lazy(List<T> elements, Function<T, Map<String, Object>> toJson) {
        return () -> elements.stream().map(toJson).iterator();
    }

    /**
     * Reads a manifest.
     *
     * @param where for messages, such as {@code backups/x/metadata.json}
     * @throws OperationFailed if it is damaged, or of a newer format
     */
    static Manifest read(ManifestChecksum.Source source, long length, String where) {
        try (var in = source.open(0);
                var parser = new ObjectMapper().createParser(in)) {
            var document = document(parser, where);
            var manifest = manifest(document);
            if (!ManifestChecksum.matches(source, length) || !agrees(manifest, document, source, where)) {
                throw damaged(where, null);
            }
            return manifest;
        } catch (IOException | RuntimeException e) {
            throw e instanceof OperationFailed known ? known : damaged(where, e);
        }
    }

    private static boolean agrees(Manifest manifest, JsonFields document, ManifestChecksum.Source source, String where)
            throws IOException {
        return !document.has(SummaryJson.SUMMARY)
                || SummaryJson.read(source.open(0), where).equals(Optional.of(ManifestSummary.of(manifest)));
    }

    /**
     * Reads a manifest's head, and that it has an end. One of an earlier version has no summary and is read whole.
     *
     * @throws OperationFailed if that is damaged, or of a newer format
     */
    static ManifestSummary summary(ManifestChecksum.Source source, long length, String where) {
        try {
            var summary = SummaryJson.read(source.open(0), where);
            if (summary.isEmpty()) {
                return ManifestSummary.of(read(source, length, where));
            }
            if (!ManifestChecksum.isThere(source, length)) {
                throw damaged(where, null);
            }
            return summary.get();
        } catch (IOException | RuntimeException e) {
            throw e instanceof OperationFailed known ? known : damaged(where, e);
        }
    }

    private static JsonFields document(JsonParser parser, String where) throws IOException {
        var document = new LinkedHashMap<String, Object>();
        expect(parser.nextToken(), JsonToken.START_OBJECT);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            document.put(
                    name,
                    name.equals("stores")
                            ? array(parser, ManifestJson::storeFields)
                            : parser.readValueAs(Object.class));
            refuseNewer(new JsonFields(document), where);
        }
        return new JsonFields(document);
    }

    /** As soon as both fields are known: what stands behind them may have another shape. */
    static void refuseNewer(JsonFields fields, String where) {
        if (fields.has("seedbankFormat")
                && fields.has("program")
                && fields.number("seedbankFormat") > Manifest.FORMAT) {
            throw new OperationFailed(
                    "%s is of format %d, made by Seedbank %s; this one reads up to %d"
                            .formatted(where, fields.number("seedbankFormat"), fields.text("program"), Manifest.FORMAT),
                    "Use a newer Seedbank.");
        }
    }

    /** What there may be thousands of becomes a record at once; the store's own fields stand before its collections. */
    private static JsonFields storeFields(JsonParser parser) throws IOException {
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

    private interface Element<T> {
        /** Reads the object that has just begun. */
        T read(JsonParser parser) throws IOException;
    }

    private static <T> List<T> array(JsonParser parser, Element<T> element) throws IOException {
        expect(parser.currentToken(), JsonToken.START_ARRAY);
        var elements = new ArrayList<T>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            expect(parser.currentToken(), JsonToken.START_OBJECT);
            elements.add(element.read(parser));
        }
        return elements;
    }

    private static JsonFields fields(JsonParser parser) throws IOException {
        return new JsonFields(parser.readValueAs(Map.class));
    }

    static void expect(@Nullable JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw new IllegalArgumentException("no " + wanted);
        }
    }

    private static OperationFailed damaged(String where, @Nullable Throwable cause) {
        return new OperationFailed(
                ErrorCode.BACKUP_DAMAGED,
                where + " is damaged: it is not what Seedbank wrote",
                "Use another backup: seedbank backup list",
                cause);
    }

    private static Manifest manifest(JsonFields fields) {
        return new Manifest(
                java.time.Instant.parse(fields.text("createdAt")),
                fields.text("program"),
                fields.text("profile"),
                fields.text("environment"),
                Manifest.Layout.valueOf(fields.text("layout").toUpperCase(Locale.ROOT)),
                fields.truth("wholeStores"),
                fields.elements("stores", JsonFields.class).stream()
                        .map(ManifestJson::store)
                        .toList(),
                fields.child("safety").map(ManifestJson::safety),
                fields.child("body").map(ManifestJson::part));
    }

    private static Map<String, Object> safety(Safety safety) {
        var map = new LinkedHashMap<String, Object>();
        map.put("command", safety.command());
        map.put("startedAt", safety.startedAt().toString());
        map.put("log", safety.log());
        return map;
    }

    static Safety safety(JsonFields fields) {
        return new Safety(
                fields.text("command"), java.time.Instant.parse(fields.text("startedAt")), fields.text("log"));
    }

    private static Map<String, Object> store(StoreEntry store) {
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
        map.put("sequences", lazy(store.sequences(), ManifestJson::sequence));
        map.put("collections", lazy(store.collections(), ManifestJson::collection));
        map.put("leftOut", store.leftOut());
        return map;
    }

    private static StoreEntry store(JsonFields fields) {
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
                fields.child("structure").map(ManifestJson::part),
                fields.elements("sequences", SequenceValue.class),
                fields.elements("collections", CollectionEntry.class),
                fields.texts("leftOut"));
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
        var columns = new ArrayList<Map<String, Object>>();
        entry.columns().forEach(column -> columns.add(Map.of("name", column.name(), "type", column.type())));
        map.put("columns", columns);
        map.put("consistency", entry.consistency().name().toLowerCase(Locale.ROOT));
        if (!entry.sensitive().isEmpty()) {
            map.put("sensitive", lazy(entry.sensitive(), ManifestJson::sensitive));
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
                fields.has("consistency") ? consistency(fields) : ofStore,
                fields.has("sensitive")
                        ? fields.list("sensitive").stream()
                                .map(ManifestJson::sensitive)
                                .toList()
                        : List.of());
    }

    private static Map<String, Object> part(Part part) {
        var map = new LinkedHashMap<String, Object>();
        map.put("file", part.file());
        map.put("offset", part.offset());
        map.put("bytes", part.bytes());
        map.put("sha256", part.sha256());
        return map;
    }

    private static Part part(JsonFields fields) {
        return new Part(fields.text("file"), fields.number("offset"), fields.number("bytes"), fields.text("sha256"));
    }
}
