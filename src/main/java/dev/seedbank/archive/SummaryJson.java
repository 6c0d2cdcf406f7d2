package dev.seedbank.archive;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.seedbank.archive.ManifestSummary.StoreSummary;
import dev.seedbank.backend.DatabaseIdentity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The summary in a manifest. It is followed by the SHA-256 of all the manifest's text up to its closing brace, so that a list
 * that reads no further still finds a flipped bit.
 */
final class SummaryJson {
    static final String SUMMARY = "summary";
    static final String CHECKSUM = "summaryChecksum";

    private SummaryJson() {}

    static Map<String, Object> write(ManifestSummary summary) {
        var map = new LinkedHashMap<String, Object>();
        map.put("stores", summary.stores().stream().map(SummaryJson::store).toList());
        return map;
    }

    /** @param head the manifest's text up to the summary's closing brace */
    static String checksum(byte[] head, int length) {
        var checksum = new Checksum();
        checksum.update(head, 0, length);
        return checksum.hex();
    }

    /**
     * Reads the head of a manifest.
     *
     * @param text the manifest's, from its beginning; as much of it is read as a parser's buffer holds, where stores are few
     * @return empty if an earlier version wrote the manifest, without a summary
     * @throws IOException if it is damaged; as does any {@link RuntimeException}
     */
    static Optional<ManifestSummary> read(InputStream text, String where) throws IOException {
        try (var in = new Recorded(text);
                var parser = new ObjectMapper().createParser(in)) {
            var head = new LinkedHashMap<String, Object>();
            long end = 0;
            ManifestJson.expect(parser.nextToken(), JsonToken.START_OBJECT);
            while (parser.nextToken() == JsonToken.FIELD_NAME
                    && !parser.currentName().equals("stores")) {
                var name = parser.currentName();
                parser.nextToken();
                head.put(name, parser.readValueAs(Object.class));
                var fields = new JsonFields(head);
                ManifestJson.refuseNewer(fields, where);
                if (name.equals(SUMMARY)) {
                    end = parser.currentLocation().getByteOffset();
                } else if (name.equals(CHECKSUM)) {
                    if (!fields.text(CHECKSUM).equals(checksum(in.bytes(), (int) end))) {
                        throw new IOException(SUMMARY + ": its SHA-256 differs");
                    }
                    return Optional.of(summary(fields));
                }
            }
            return Optional.empty();
        }
    }

    private static ManifestSummary summary(JsonFields head) {
        return new ManifestSummary(
                Instant.parse(head.text("createdAt")),
                head.text("profile"),
                head.text("environment"),
                head.truth("wholeStores"),
                head.child("safety").map(ManifestJson::safety),
                stores(head.child(SUMMARY).orElseThrow()));
    }

    private static List<StoreSummary> stores(JsonFields summary) {
        return summary.list("stores").stream().map(SummaryJson::store).toList();
    }

    private static Map<String, Object> store(StoreSummary store) {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", store.name());
        map.put("database", store.database().database());
        map.put("address", store.database().address());
        map.put("serverId", store.database().id());
        map.put("collections", store.collections());
        map.put("rows", store.rows());
        return map;
    }

    private static StoreSummary store(JsonFields fields) {
        return new StoreSummary(
                fields.text("name"),
                new DatabaseIdentity(fields.text("serverId"), fields.text("address"), fields.text("database")),
                (int) fields.number("collections"),
                fields.number("rows"));
    }

    /** Keeps what was read. */
    private static final class Recorded extends InputStream {
        private final InputStream in;
        private final ByteArrayOutputStream read = new ByteArrayOutputStream();

        Recorded(InputStream in) {
            this.in = in;
        }

        byte[] bytes() {
            return read.toByteArray();
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            read.write(buffer, offset, Math.max(0, n));
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
