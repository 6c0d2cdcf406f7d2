package dev.seedbank.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.seedbank.archive.Manifest.Safety;
import dev.seedbank.failure.ErrorCode;
import dev.seedbank.failure.OperationFailed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The manifest as JSON and back. */
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

    /** As it is written to the manifest. */
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
        rest.put("stores", StoreJson.lazy(manifest.stores(), StoreJson::store));
        manifest.body().ifPresent(body -> rest.put("body", StoreJson.part(body)));
        rest.put("checksum", ManifestChecksum.ZEROS);
        return rest;
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
        } catch (UnknownLabel e) {
            throw newerOrDamaged(e, source, length, where);
        } catch (IOException | RuntimeException e) {
            throw e instanceof OperationFailed known ? known : damaged(where, e);
        }
    }

    /** A changed letter makes a name unknown, too. */
    private static OperationFailed newerOrDamaged(
            UnknownLabel e, ManifestChecksum.Source source, long length, String where) {
        try {
            return ManifestChecksum.matches(source, length)
                    ? new OperationFailed(
                            "%s has %s, which this Seedbank cannot read".formatted(where, e.getMessage()),
                            "Use a newer Seedbank.",
                            e)
                    : damaged(where, e);
        } catch (IOException unreadable) {
            return damaged(where, unreadable);
        }
    }

    private static boolean agrees(Manifest manifest, JsonFields document, ManifestChecksum.Source source, String where)
            throws IOException {
        boolean summary = document.has(SummaryJson.SUMMARY);
        if (summary != document.has(SummaryJson.CHECKSUM)) {
            return false;
        }
        return !summary || SummaryJson.read(source.open(0), where).equals(Optional.of(ManifestSummary.of(manifest)));
    }

    /**
     * Reads a manifest's head, and checks that it is not truncated. One from an earlier version has no summary and is read
     * completely.
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
                            ? StoreJson.array(parser, StoreJson::read)
                            : parser.readValueAs(Object.class));
            refuseNewer(new JsonFields(document), where);
        }
        return new JsonFields(document);
    }

    /** As soon as both fields are known: what follows them may have another shape. */
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
                        .map(StoreJson::store)
                        .toList(),
                fields.child("safety").map(ManifestJson::safety),
                fields.child("body").map(StoreJson::part));
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
}
