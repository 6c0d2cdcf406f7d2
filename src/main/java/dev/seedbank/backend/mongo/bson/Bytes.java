package dev.seedbank.backend.mongo.bson;

import java.util.Arrays;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/** The driver's documents as bytes and back, for the few that are small and not data. */
public final class Bytes {
    private Bytes() {}

    public static byte[] of(BsonDocument document) {
        var raw = document instanceof RawBsonDocument already
                ? already
                : new RawBsonDocument(document, new BsonDocumentCodec());
        var buffer = raw.getByteBuffer();
        int from = buffer.position();
        return Arrays.copyOfRange(buffer.array(), from, from + buffer.remaining());
    }

    public static BsonDocument tree(BsonBuffer buffer) {
        return new RawBsonDocument(Arrays.copyOf(buffer.array(), buffer.size())).decode(new BsonDocumentCodec());
    }
}
