package dev.seedbank.backend.mongo.migrate;

import dev.seedbank.backend.mongo.script.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonObjectId;
import org.bson.BsonValue;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.bson.types.ObjectId;

/**
 * How far a run is, as the history keeps it: {@code DIGEST} of the steps that are done, and behind it, once the next one has begun,
 * {@code {"run": ID, "at": [FRAME…]}}. A frame says where within a step: {@code {"do": 1}} for the second step of a {@code when} whose
 * condition held, {@code {"after": ID}} for the last document of a batch or an {@code each} that is done.
 *
 * @param digest of the steps that are done
 * @param begun empty if the next step has not begun
 */
record Position(String digest, Optional<Begun> begun) {
    private static final JsonWriterSettings EXACT =
            JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();

    /**
     * A step that has begun.
     *
     * @param run stays the same when the step goes on after a kill: documents that it inserts are recognized by it
     * @param frames from the outside in
     */
    record Begun(ObjectId run, List<BsonDocument> frames) {
        Begun {
            frames = List.copyOf(frames);
        }

        /** An {@code _id} for a document: the same again when the step goes on. */
        ObjectId id(String key, long index) {
            var digest = sha256();
            digest.update(run.toByteArray());
            digest.update((key + ' ' + index).getBytes(StandardCharsets.UTF_8));
            var bytes = run.toByteArray();
            System.arraycopy(digest.digest(), 0, bytes, 4, 8); // behind the time
            return new ObjectId(bytes);
        }
    }

    static Position parse(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            return new Position(text, Optional.empty());
        }
        var document = BsonDocument.parse(text.substring(space + 1));
        var frames = new ArrayList<BsonDocument>();
        document.getArray("at").forEach(it -> frames.add(it.asDocument()));
        return new Position(
                text.substring(0, space),
                Optional.of(new Begun(document.getObjectId("run").getValue(), frames)));
    }

    String text() {
        return begun.map(it -> digest + " "
                        + new BsonDocument("run", new BsonObjectId(it.run()))
                                .append("at", new BsonArray(it.frames()))
                                .toJson(EXACT))
                .orElse(digest);
    }

    /** A new run of a step. */
    static Begun begin() {
        return new Begun(new ObjectId(), List.of());
    }

    /** The value as text, the same for the same value only. */
    static String key(BsonValue value) {
        return new BsonDocument("v", value).toJson(EXACT);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    /** Of the texts of steps, in their order. */
    static String digest(List<Step> steps) {
        var digest = sha256();
        steps.forEach(it -> digest.update(it.place().text().getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }
}
