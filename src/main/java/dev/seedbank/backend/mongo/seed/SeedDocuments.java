package dev.seedbank.backend.mongo.seed;

import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.mongo.bson.BsonBuffer;
import dev.seedbank.backend.mongo.bson.BsonTag;
import dev.seedbank.backend.mongo.bson.Bytes;
import dev.seedbank.backend.mongo.bson.IsoDate;
import dev.seedbank.backend.mongo.bson.JsonToBson;
import dev.seedbank.json.JsonRejected;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;

/** Makes documents of rows. */
final class SeedDocuments {
    /** Where the 12 bytes of an {@code _id} lie that was made here: behind length, type and name. */
    private static final int ID = 4 + 1 + 4;

    private final ReferenceResolver references;
    private final BsonBuffer out = new BsonBuffer();
    private final JsonToBson json = new JsonToBson(out);
    private final BsonBuffer scratch = new BsonBuffer();
    private final JsonToBson scratchJson = new JsonToBson(scratch);
    private final SeedContents contents = new SeedContents();

    SeedDocuments(ReferenceResolver references) {
        this.references = references;
    }

    SeedDocument of(SeedRow row) {
        out.clear();
        int start = out.begin();
        if (!row.fields().containsKey("_id")) {
            out.int8(BsonTag.OBJECT_ID);
            out.name("_id");
            out.bytes(new ObjectId().toByteArray(), 0, 12);
        }
        row.fields().forEach((name, value) -> {
            try {
                int type = out.size();
                out.int8(0);
                out.name(name);
                out.int8At(type, append(row, name, value, out, json));
            } catch (JsonRejected | DateTimeException e) {
                throw SeedRefusal.PLAIN.of(row, name, String.valueOf(e.getMessage()));
            }
        });
        try {
            out.end(start);
        } catch (JsonRejected e) {
            throw SeedRefusal.PLAIN.of(row, "", String.valueOf(e.getMessage()));
        }
        return new SeedDocument(row, Arrays.copyOf(out.array(), out.size()));
    }

    /**
     * The document with its keys; one that has none is known by its content.
     *
     * @param keys {@code _id} first, unless the user named the key
     * @throws dev.seedbank.failure.OperationFailed if it lacks a key that the user named
     */
    SeedDocument known(SeedDocument document, List<SeedKey> keys) {
        for (var key : keys) {
            key.require(document);
            if (key.isIn(document)) {
                document.knownBy(key);
            }
        }
        if (!document.known().isEmpty()) {
            return document;
        }
        var identified = identified(document);
        identified.knownBy(keys.getFirst());
        return identified;
    }

    /** The same document by an {@code _id} that is made of its content. */
    private SeedDocument identified(SeedDocument document) {
        try {
            System.arraycopy(contents.id(document.row()), 0, document.bson(), ID, 12);
        } catch (JsonRejected | DateTimeException e) {
            throw SeedRefusal.PLAIN.of(document.row(), "", String.valueOf(e.getMessage()));
        }
        return new SeedDocument(document.row(), document.bson());
    }

    private byte append(SeedRow row, String name, Value value, BsonBuffer target, JsonToBson reader) {
        return switch (value) {
            case Value.Json text -> reader.value(text.text());
            case Value.Text text -> string(text.text(), target);
            case Value.Hashed hashed -> string(hashed.text(), target);
            case Value.Generated generated ->
                switch (generated.kind()) {
                    case MOMENT -> moment(generated.text(), target);
                    case TEXT -> string(generated.text(), target);
                };
            case Value.Reference reference -> reference(row, name, reference, target);
        };
    }

    private static byte string(String text, BsonBuffer target) {
        target.string(text);
        return BsonTag.STRING;
    }

    private static byte moment(String text, BsonBuffer target) {
        target.int64(IsoDate.parse(text));
        return BsonTag.DATE;
    }

    private byte reference(SeedRow row, String name, Value.Reference reference, BsonBuffer target) {
        var wanted = valueOf(row, name, reference.value());
        var id = Bytes.of(new BsonDocument("v", references.resolve(row, name, reference, wanted)));
        target.bytes(id, 7, id.length - 1); // 4 bytes length, type, "v", zero; at the end a zero
        return id[4];
    }

    private BsonValue valueOf(SeedRow row, String name, Value value) {
        scratch.clear();
        int start = scratch.begin();
        scratch.int8(0);
        scratch.name("v");
        scratch.int8At(4, append(row, name, value, scratch, scratchJson));
        scratch.end(start);
        return Objects.requireNonNull(new RawBsonDocument(Arrays.copyOf(scratch.array(), scratch.size())).get("v"));
    }
}
