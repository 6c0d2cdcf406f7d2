package dev.seedbank.backend.mongo.staging;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import dev.seedbank.backend.SensitiveField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/**
 * Carries fields that a backup does not have from the documents that are there into those that were loaded to replace them, by
 * {@code _id}. Fields inside arrays are not carried: nothing says which element was which.
 */
final class KeptFields {
    private static final int MOST_UPDATES = 500;
    private static final int FULL = 1 << 20;
    /** The path leads through something that is no document. */
    private static final int PATH_NOT_VIABLE = 28;

    private final List<String> paths;
    private final Set<String> filled;
    /** What the numbered fill of a path looks like. */
    private final Map<String, Pattern> numbered = new HashMap<>();

    private final MongoCollection<RawBsonDocument> source;
    private final MongoCollection<BsonDocument> target;
    private final BulkWriteOptions options;
    private final List<UpdateOneModel<BsonDocument>> updates = new ArrayList<>();
    private int size;

    /** @param bypass whether the target's validator is not asked */
    KeptFields(MongoDatabase database, String source, String target, List<SensitiveField> fields, boolean bypass) {
        this.options = new BulkWriteOptions().ordered(false).bypassDocumentValidation(bypass);
        this.paths = paths(fields);
        this.filled = fields.stream()
                .filter(field -> field.fill().isPresent())
                .map(SensitiveField::name)
                .collect(Collectors.toUnmodifiableSet());
        fields.forEach(field -> field.numbered()
                .ifPresent(pattern -> numbered.put(field.name(), Pattern.compile(pattern, Pattern.DOTALL))));
        this.source = database.getCollection(source, RawBsonDocument.class);
        this.target = database.getCollection(target, BsonDocument.class);
    }

    /** Without those that are a part of another, which servers refuse beside it. */
    private static List<String> paths(List<SensitiveField> fields) {
        var names = fields.stream().map(SensitiveField::name).toList();
        return names.stream()
                .filter(name -> names.stream().noneMatch(other -> name.startsWith(other + ".")))
                .toList();
    }

    void carry() {
        var projection = new BsonDocument();
        paths.forEach(path -> projection.append(path, new BsonInt32(1)));
        try (var documents = source.find().projection(projection).cursor()) {
            while (documents.hasNext()) {
                add(documents.next());
            }
        }
        send();
    }

    private void add(RawBsonDocument document) {
        var id = document.get("_id");
        if (id == null) {
            return;
        }
        var filter = new BsonDocument("_id", id);
        var set = new BsonDocument();
        var unset = new BsonDocument();
        for (var path : paths) {
            var value = value(document, path);
            if (value.filter(it -> isNumbered(path, it))
                    .isPresent()) { // by an earlier restore; this one has numbered it anew
                continue;
            }
            if (value.isEmpty() && filled.contains(path)) { // it had none, and keeps having none
                unset.append(path, new BsonString(""));
            }
            value.ifPresent(it -> {
                set.append(path, it);
                int dot = path.lastIndexOf('.');
                if (dot > 0) { // a document that is not there any more is not made again for it
                    filter.append(path.substring(0, dot), new BsonDocument("$exists", BsonBoolean.TRUE));
                }
            });
        }
        var update = new BsonDocument();
        if (!set.isEmpty()) {
            update.append("$set", set);
        }
        if (!unset.isEmpty()) {
            update.append("$unset", unset);
        }
        if (!update.isEmpty()) {
            updates.add(new UpdateOneModel<>(filter, update));
            size += document.getByteBuffer().remaining();
        }
        if (updates.size() == MOST_UPDATES || size > FULL) {
            send();
        }
    }

    private boolean isNumbered(String path, BsonValue value) {
        var pattern = numbered.get(path);
        return pattern != null && pattern.matcher(text(value)).matches();
    }

    private static String text(BsonValue value) {
        return switch (value) {
            case BsonString text -> text.getValue();
            case BsonInt32 number -> String.valueOf(number.getValue());
            case BsonInt64 number -> String.valueOf(number.getValue());
            default -> "";
        };
    }

    private static Optional<BsonValue> value(BsonDocument document, String path) {
        BsonValue value = document;
        for (var name : path.split("\\.", -1)) {
            if (!(value instanceof BsonDocument level) || !level.containsKey(name)) {
                return Optional.empty();
            }
            value = level.get(name);
        }
        return Optional.of(value);
    }

    private void send() {
        if (updates.isEmpty()) {
            return;
        }
        try {
            target.bulkWrite(updates, options);
        } catch (MongoBulkWriteException e) {
            if (e.getWriteErrors().isEmpty()
                    || e.getWriteErrors().stream().anyMatch(error -> error.getCode() != PATH_NOT_VIABLE)) {
                throw e;
            }
        }
        updates.clear();
        size = 0;
    }
}
