package dev.seedbank.backend.mongo.bson;

import static dev.seedbank.backend.mongo.bson.BsonTag.int32;

import dev.seedbank.backend.SensitiveField;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Copies documents without some of their fields. Not thread-safe. */
public final class FieldRemover {
    private final List<SensitiveField> fields;
    private final FieldTree tree;
    private final BsonBuffer out = new BsonBuffer();
    private final Set<String> met = new HashSet<>();
    private boolean used;

    public FieldRemover(List<SensitiveField> fields) {
        this.fields = List.copyOf(fields);
        this.tree = FieldTree.of(fields);
    }

    /**
     * The document at this place without the fields, at the beginning of the array that is returned; good until the next call.
     *
     * @throws IllegalArgumentException if it is damaged
     */
    public byte[] without(byte[] bson, int at) {
        used = true;
        out.clear();
        members(bson, at, tree, false);
        return out.array();
    }

    /** Those that no document had; none before there was any. */
    public List<String> neverMet() {
        return used
                ? fields.stream()
                        .map(SensitiveField::name)
                        .filter(name -> !met.contains(name))
                        .toList()
                : List.of();
    }

    private void members(byte[] bson, int start, FieldTree paths, boolean array) {
        int copy = out.begin();
        int last = start + int32(bson, start) - 1;
        int at = start + 4;
        for (int index = 0; at < last; index++) {
            byte type = bson[at];
            int zero = BsonTag.zero(bson, at + 1);
            int end = BsonTag.end(bson, type, zero + 1);
            if (array) {
                member(bson, new Span(at, zero, end), paths.element(index));
            } else {
                var name = new String(bson, at + 1, zero - at - 1, StandardCharsets.UTF_8);
                var path = paths.child(name);
                if (path.isEmpty()) {
                    out.bytes(bson, at, end);
                } else {
                    member(bson, new Span(at, zero, end), path.get());
                }
            }
            at = end;
        }
        out.end(copy);
    }

    /** Where a member stands: its type, the zero behind its name, its end. */
    private record Span(int type, int zero, int end) {}

    private void member(byte[] bson, Span span, FieldTree path) {
        byte type = bson[span.type];
        if (path.field() != null) {
            met.add(path.field().name());
        } else if (type == BsonTag.DOCUMENT || type == BsonTag.ARRAY) {
            out.bytes(bson, span.type, span.zero + 1);
            members(bson, span.zero + 1, path, type == BsonTag.ARRAY);
        } else {
            out.bytes(bson, span.type, span.end);
        }
    }
}
