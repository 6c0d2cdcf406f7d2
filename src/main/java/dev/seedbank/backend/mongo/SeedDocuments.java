package dev.seedbank.backend.mongo;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.HashSet;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.types.ObjectId;

/** Makes documents of rows. */
final class SeedDocuments {
    private final SeedReferences references;
    private final String database;
    private final BsonBuffer out = new BsonBuffer();
    private final BsonBuffer scratch = new BsonBuffer();

    SeedDocuments(SeedReferences references, String database) {
        this.references = references;
        this.database = database;
    }

    SeedDocument of(SeedRow row) {
        out.clear();
        int start = out.begin();
        var made = new HashSet<String>();
        if (!row.fields().containsKey("_id")) {
            out.int8(BsonTag.OBJECT_ID);
            out.name("_id");
            out.bytes(new ObjectId().toByteArray(), 0, 12);
        }
        row.fields().forEach((name, value) -> {
            if (value instanceof Value.Generated) {
                made.add(name);
            }
            try {
                int type = out.size();
                out.int8(0);
                out.name(name);
                out.int8At(type, append(row, name, value, out));
            } catch (JsonRejected | DateTimeException e) {
                throw SeedFailures.of(row, name, String.valueOf(e.getMessage()));
            }
        });
        try {
            out.end(start);
        } catch (JsonRejected e) {
            throw SeedFailures.of(row, "", String.valueOf(e.getMessage()));
        }
        return new SeedDocument(row, Arrays.copyOf(out.array(), out.size()), made);
    }

    private byte append(SeedRow row, String name, Value value, BsonBuffer target) {
        return switch (value) {
            case Value.Json json -> JsonToBson.value(json.text(), target);
            case Value.Text text -> string(text.text(), target);
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
        var id = Bytes.of(new BsonDocument("v", references.resolve(row, name, reference, wanted, database)));
        target.bytes(id, 7, id.length - 1); // 4 bytes length, type, "v", zero; at the end a zero
        return id[4];
    }

    private BsonValue valueOf(SeedRow row, String name, Value value) {
        scratch.clear();
        int start = scratch.begin();
        scratch.int8(0);
        scratch.name("v");
        scratch.int8At(4, append(row, name, value, scratch));
        scratch.end(start);
        return new RawBsonDocument(Arrays.copyOf(scratch.array(), scratch.size())).get("v");
    }
}
