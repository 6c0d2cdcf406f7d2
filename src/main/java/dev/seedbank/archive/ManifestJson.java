package dev.seedbank.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import dev.seedbank.backend.SequenceValue;
import dev.seedbank.failure.OperationFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The manifest as JSON and back. The last field is the SHA-256 of the whole text with that field's own digits as zeros, so that
 * a flipped bit in a count or a sequence's value is found like one in a row.
 */
final class ManifestJson {
    private static final String ZEROS = "0".repeat(64);
    private static final Pattern CHECKSUM = Pattern.compile("(\"checksum\" ?: ?\")([0-9a-f]{64})\"");

    private ManifestJson() {}

    /** @param lines whether it is laid out for people, or on one line */
    static byte[] write(Manifest manifest, boolean lines) {
        var document = new LinkedHashMap<String, Object>();
        document.put("seedbankFormat", Manifest.FORMAT);
        document.put("createdAt", manifest.createdAt().toString());
        document.put("program", manifest.program());
        document.put("profile", manifest.profile());
        document.put("environment", manifest.environment());
        document.put("layout", manifest.layout().name().toLowerCase(Locale.ROOT));
        document.put("format", "json");
        document.put("wholeStores", manifest.wholeStores());
        manifest.safety().ifPresent(safety -> document.put("safety", safety(safety)));
        document.put(
                "stores", manifest.stores().stream().map(ManifestJson::store).toList());
        manifest.body().ifPresent(body -> document.put("body", part(body)));
        document.put("checksum", ZEROS);
        try {
            var mapper = new ObjectMapper().configure(SerializationFeature.INDENT_OUTPUT, lines);
            var text = mapper.writeValueAsString(document);
            var sum = Checksum.of(text.getBytes(StandardCharsets.UTF_8));
            return replaceChecksum(text, sum).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Reads a manifest.
     *
     * @param where for messages, such as {@code backups/x/metadata.json}
     * @throws OperationFailed if it is damaged, or of a newer format
     */
    static Manifest read(byte[] json, String where) {
        try {
            var fields = new JsonFields(new ObjectMapper().readValue(json, Map.class));
            int format = (int) fields.number("seedbankFormat");
            if (format > Manifest.FORMAT) {
                throw new OperationFailed(
                        "%s is of format %d, made by Seedbank %s; this one reads up to %d"
                                .formatted(where, format, fields.text("program"), Manifest.FORMAT),
                        "Use a newer Seedbank.");
            }
            check(new String(json, StandardCharsets.UTF_8), where);
            return manifest(fields);
        } catch (IOException | RuntimeException e) {
            if (e instanceof OperationFailed known) {
                throw known;
            }
            throw damaged(where, e);
        }
    }

    private static void check(String text, String where) {
        var matcher = CHECKSUM.matcher(text);
        var found = "";
        while (matcher.find()) {
            found = matcher.group(2);
        }
        if (found.isEmpty()
                || !Checksum.of(replaceChecksum(text, ZEROS).getBytes(StandardCharsets.UTF_8))
                        .equals(found)) {
            throw damaged(where, null);
        }
    }

    private static String replaceChecksum(String text, String digits) {
        int at = text.lastIndexOf("\"checksum\"");
        return text.substring(0, at) + CHECKSUM.matcher(text.substring(at)).replaceFirst("$1" + digits + "\"");
    }

    private static OperationFailed damaged(String where, @org.jspecify.annotations.Nullable Throwable cause) {
        return new OperationFailed(
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
                fields.list("stores").stream().map(ManifestJson::store).toList(),
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

    private static Safety safety(JsonFields fields) {
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
        map.put(
                "sequences",
                store.sequences().stream().map(ManifestJson::sequence).toList());
        map.put(
                "collections",
                store.collections().stream().map(ManifestJson::collection).toList());
        map.put("leftOut", store.leftOut());
        return map;
    }

    private static StoreEntry store(JsonFields fields) {
        var consistency = consistency(fields.text("consistency"));
        return new StoreEntry(
                fields.text("name"),
                new dev.seedbank.backend.ServerInfo(
                        fields.text("engine"), fields.text("serverVersion"), fields.text("database")),
                new DatabaseIdentity(
                        fields.optionalText("serverId").orElse(""),
                        fields.optionalText("address").orElse(""),
                        fields.text("database")),
                fields.truth("family"),
                consistency,
                fields.child("structure").map(ManifestJson::part),
                fields.list("sequences").stream().map(ManifestJson::sequence).toList(),
                fields.list("collections").stream()
                        .map(collection -> collection(collection, consistency))
                        .toList(),
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
        return map;
    }

    private static Consistency consistency(String name) {
        return Consistency.valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** @param ofStore for one that does not say it itself, as in backups of earlier versions */
    private static CollectionEntry collection(JsonFields fields, Consistency ofStore) {
        return new CollectionEntry(
                new Collection(
                        fields.text("namespace"), fields.text("name"), fields.truth("main"), Collection.Kind.DATA),
                fields.number("rows"),
                fields.list("columns").stream()
                        .map(column -> new Column(column.text("name"), column.text("type")))
                        .toList(),
                part(fields),
                fields.optionalText("consistency")
                        .map(ManifestJson::consistency)
                        .orElse(ofStore));
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
