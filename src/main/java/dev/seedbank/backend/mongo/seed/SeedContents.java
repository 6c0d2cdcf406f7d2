package dev.seedbank.backend.mongo.seed;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.mongo.bson.BsonBuffer;
import dev.seedbank.backend.mongo.bson.BsonTag;
import dev.seedbank.backend.mongo.bson.JsonToBson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the {@code _id} of a row that has no key: from all that the file says of it, so that it is the same in every run. Equal rows
 * of one file are told apart by how many were before, so that there will be as many as the file has.
 */
final class SeedContents {
    private final MessageDigest digest;
    private final BsonBuffer value = new BsonBuffer();
    private final JsonToBson json = new JsonToBson(value);
    private final Hashes seen = new Hashes();
    private final Map<Long, Integer> repeats = new HashMap<>();

    SeedContents() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The 12 bytes of an ObjectId. Its time is 0: seconds before 1970 are nobody's, so it can be told from those of a driver, and
     * eight bytes of hash are left.
     */
    byte[] id(SeedRow row) {
        long content = hash(row);
        if (!seen.add(content)) {
            int before = repeats.merge(content, 1, Integer::sum);
            digest.update(
                    ByteBuffer.allocate(12).putLong(content).putInt(before).flip());
            content = ByteBuffer.wrap(digest.digest()).getLong();
        }
        return ByteBuffer.allocate(12).putInt(0).putLong(content).array();
    }

    /** The order of fields in the file and its white space do not matter. */
    private long hash(SeedRow row) {
        row.fields().keySet().stream().sorted().forEach(name -> {
            var value = row.fields().get(name);
            if (value != null && value.isContent()) {
                add(name, value instanceof Value.Reference reference ? reference.value() : value);
            }
        });
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private void add(String name, Value given) {
        value.clear();
        byte type = switch (given) {
            case Value.Json text -> json.value(text.text());
            case Value.Text cell -> string(cell.text());
            case Value.Reference _, Value.Hashed _, Value.Generated _ ->
                throw new IllegalStateException("no value of a file: " + given);
        };
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(type);
        digest.update(value.array(), 0, value.size());
    }

    private byte string(String text) {
        value.string(text);
        return BsonTag.STRING;
    }
}
