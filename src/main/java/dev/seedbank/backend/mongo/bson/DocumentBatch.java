package dev.seedbank.backend.mongo.bson;

import java.util.Arrays;
import java.util.Optional;
import org.bson.BsonBinaryReader;
import org.bson.BsonNull;
import org.bson.BsonReader;
import org.bson.BsonValue;
import org.bson.BsonWriter;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.io.BsonInput;
import org.jspecify.annotations.Nullable;

/** The documents of one answer, their bytes one behind the other in an array that is used again. */
public final class DocumentBatch {
    private static final int FIRST = 1 << 18;

    private byte[] bytes = new byte[FIRST];
    private int size;
    private int[] ends = new int[256];
    private int count;

    public byte[] bytes() {
        return bytes;
    }

    /** In bytes. */
    public int size() {
        return size;
    }

    public int count() {
        return count;
    }

    /** Where a document begins in {@link #bytes()}; it tells its own length. */
    public int start(int document) {
        return document == 0 ? 0 : ends[document - 1];
    }

    public int end(int document) {
        return ends[document];
    }

    /** A document's {@code _id}. */
    public BsonValue id(int document) {
        int start = start(document);
        return new RawBsonDocument(bytes, start, ends[document] - start).get("_id", BsonNull.VALUE);
    }

    /** A large array that was not needed last is given up, because another batch may need one. */
    public void clear() {
        if (bytes.length > BsonBuffer.LARGE && size <= BsonBuffer.LARGE) {
            bytes = new byte[FIRST];
        }
        size = 0;
        count = 0;
    }

    private void append(BsonInput input, int length) {
        var start = input.getMark(length);
        room(length);
        input.readBytes(bytes, size, length);
        start.reset();
        size += length;
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = size;
    }

    private void room(int length) {
        int needed = size + length;
        if (needed > bytes.length) {
            int larger = Math.max(needed, size == 0 ? 0 : bytes.length + bytes.length / 4);
            if (size == 0) {
                bytes = new byte[0];
            }
            if (larger > BsonBuffer.LARGE) {
                System.gc(); // arrays that were outgrown, and the driver's answers before this one
            }
            bytes = size == 0 ? new byte[larger] : Arrays.copyOf(bytes, larger);
        }
    }

    /** Where documents go that are not to wait in a batch. */
    public interface Spill {
        /** @param document to take after those of the batch, if any */
        void take(DocumentBatch batch, Optional<BsonInput> document);
    }

    /** Instead of making objects, puts documents into a batch: exactly their bytes, copied once. */
    public static final class Decoder implements Codec<Boolean> {
        private final @Nullable Spill spill;
        private volatile DocumentBatch batch = new DocumentBatch();
        private volatile boolean spilled;

        /** @param spill takes what would make a batch large; null if nothing does */
        public Decoder(@Nullable Spill spill) {
            this.spill = spill;
        }

        /** Where the documents of the next answer go. */
        public void into(DocumentBatch next) {
            batch = next;
        }

        /** Whether anything was spilled since this was asked last. */
        public boolean hasSpilled() {
            boolean was = spilled;
            spilled = false;
            return was;
        }

        @Override
        public Boolean decode(BsonReader reader, DecoderContext context) {
            var input = ((BsonBinaryReader) reader).getBsonInput();
            int length = LargeDocument.length(input);
            if (spill != null && batch.size() + length > BsonBuffer.LARGE) {
                var start = input.getMark(length);
                spilled = true;
                spill.take(batch, length > BsonBuffer.LARGE ? Optional.of(input) : Optional.empty());
                batch.clear();
                start.reset();
            }
            if (spill == null || length <= BsonBuffer.LARGE) {
                batch.append(input, length);
            }
            reader.skipValue(); // for the reader's own idea of where it is
            return Boolean.TRUE;
        }

        @Override
        public void encode(BsonWriter writer, Boolean value, EncoderContext context) {
            throw new UnsupportedOperationException("only read");
        }

        @Override
        public Class<Boolean> getEncoderClass() {
            return Boolean.class;
        }
    }
}
