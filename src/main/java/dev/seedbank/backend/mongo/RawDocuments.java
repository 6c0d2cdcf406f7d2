package dev.seedbank.backend.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.BsonBinaryReader;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;

/** Reads documents as the server sent them: exactly their bytes, copied once. The driver's own raw document copies twice. */
final class RawDocuments implements Codec<byte[]> {
    private RawDocuments() {}

    static MongoCollection<byte[]> of(MongoDatabase database, String collection) {
        return database.getCollection(collection, byte[].class)
                .withCodecRegistry(CodecRegistries.fromCodecs(new RawDocuments()));
    }

    @Override
    public byte[] decode(BsonReader reader, DecoderContext context) {
        var input = ((BsonBinaryReader) reader).getBsonInput();
        var start = input.getMark(4);
        var bytes = new byte[input.readInt32()];
        start.reset();
        input.readBytes(bytes);
        start.reset();
        reader.skipValue(); // for the reader's own idea of where it is
        return bytes;
    }

    @Override
    public void encode(BsonWriter writer, byte[] value, EncoderContext context) {
        throw new UnsupportedOperationException("only read");
    }

    @Override
    public Class<byte[]> getEncoderClass() {
        return byte[].class;
    }
}
