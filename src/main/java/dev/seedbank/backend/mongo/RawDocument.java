package dev.seedbank.backend.mongo;

import org.bson.BsonBinaryReader;
import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;

/** A document as the server sent it: exactly its bytes, copied once. The driver's own raw document copies twice. */
record RawDocument(byte[] bytes) {
    static final CodecRegistry REGISTRY = CodecRegistries.fromCodecs(new Codec<RawDocument>() {
        @Override
        public RawDocument decode(BsonReader reader, DecoderContext context) {
            var input = ((BsonBinaryReader) reader).getBsonInput();
            var start = input.getMark(4);
            var bytes = new byte[input.readInt32()];
            start.reset();
            input.readBytes(bytes);
            start.reset();
            reader.skipValue();
            return new RawDocument(bytes);
        }

        @Override
        public void encode(BsonWriter writer, RawDocument value, EncoderContext context) {
            throw new UnsupportedOperationException("only read");
        }

        @Override
        public Class<RawDocument> getEncoderClass() {
            return RawDocument.class;
        }
    });
}
