package dev.seedbank.backend.mongo.bson;

import static dev.seedbank.backend.mongo.bson.BsonTag.int32;

import dev.seedbank.backend.SensitiveField;
import dev.seedbank.json.JsonRejected;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Adds fields that a backup does not have to documents that are being loaded, where their paths lead through documents that are there. */
public final class FieldFiller {
    private final FieldTree tree;
    private final BsonBuffer value = new BsonBuffer();
    private final JsonToBson json = new JsonToBson(value);

    public FieldFiller(List<SensitiveField> fields) {
        this.tree = FieldTree.of(
                fields.stream().filter(field -> field.fill().isPresent()).toList());
    }

    public boolean isIdle() {
        return tree.children().isEmpty();
    }

    /**
     * Fills the last document of the buffer.
     *
     * @param start where it begins
     * @param row its number, from 1
     */
    public void fill(BsonBuffer out, int start, long row) {
        var document = Arrays.copyOfRange(out.array(), start, out.size());
        out.rewind(start);
        members(document, 0, tree, new Target(out, row, false));
    }

    private record Target(BsonBuffer out, long row, boolean array) {
        Target in(boolean array) {
            return new Target(out, row, array);
        }
    }

    private void members(byte[] bson, int start, FieldTree paths, Target target) {
        var out = target.out;
        int copy = out.begin();
        int last = start + int32(bson, start) - 1;
        int at = start + 4;
        var there = new HashSet<String>();
        for (int index = 0; at < last; index++) {
            byte type = bson[at];
            int zero = BsonTag.zero(bson, at + 1);
            int end = BsonTag.end(bson, type, zero + 1);
            var name = new String(bson, at + 1, zero - at - 1, StandardCharsets.UTF_8);
            there.add(name);
            var path = target.array ? Optional.of(paths.element(index)) : paths.child(name);
            if (path.isPresent() && path.get().field() == null && (type == BsonTag.DOCUMENT || type == BsonTag.ARRAY)) {
                out.bytes(bson, at, zero + 1);
                members(bson, zero + 1, path.get(), target.in(type == BsonTag.ARRAY));
            } else {
                out.bytes(bson, at, end);
            }
            at = end;
        }
        if (!target.array) {
            paths.children().forEach((name, path) -> {
                if (path.field() != null && !there.contains(name)) {
                    append(out, name, path.field(), target.row);
                }
            });
        }
        out.end(copy);
    }

    private void append(BsonBuffer out, String name, SensitiveField field, long row) {
        value.clear();
        byte type = value(field.fill().orElseThrow().replace(SensitiveField.ROW, String.valueOf(row)));
        out.int8(type);
        out.name(name);
        out.bytes(value.array(), 0, value.size());
    }

    /** What is JSON is that value; any other text is itself. */
    private byte value(String text) {
        try {
            return json.value(text);
        } catch (JsonRejected e) {
            value.clear();
            value.string(text);
            return BsonTag.STRING;
        }
    }
}
