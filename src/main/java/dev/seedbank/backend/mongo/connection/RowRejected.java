package dev.seedbank.backend.mongo.connection;

import com.mongodb.bulk.BulkWriteError;
import dev.seedbank.json.JsonRejected;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** A row cannot become a document of the collection; the message is the reason. Whoever loads knows the file, and says it. */
public final class RowRejected extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final long row;
    private final int code;

    private RowRejected(long row, int code, String reason) {
        super(reason);
        this.row = row;
        this.code = code;
    }

    public RowRejected(long row, JsonRejected cause) {
        super(cause.getMessage(), cause);
        this.row = row;
        this.code = 0;
    }

    /**
     * The server refused it; all rows before it were taken.
     *
     * @param before how many rows went before the batch that the error is about
     */
    public static RowRejected of(BulkWriteError error, long before) {
        return new RowRejected(
                before + error.getIndex() + 1,
                error.getCode(),
                reason(error.getCode(), error.getMessage(), error.getDetails()));
    }

    /** Why the server refused a document, in few words. */
    public static String reason(int code, String message, BsonDocument details) {
        return switch (code) {
            case MongoErrors.DUPLICATE_KEY -> "duplicate key" + duplicate(message);
            case MongoErrors.DOCUMENT_VALIDATION -> "the collection's validator refuses it" + broken(details);
            default -> MongoErrors.reason(message);
        };
    }

    /** From 1. */
    public long row() {
        return row;
    }

    /** The server's code; 0 if it was not asked. */
    int code() {
        return code;
    }

    private static String duplicate(String message) {
        int index = message.indexOf("index:");
        return MongoErrors.reason(index < 0 ? ": " + message : ", " + message.substring(index));
    }

    /** The names of the properties that broke the validator's rules, where the server tells. */
    private static String broken(BsonValue info) {
        var names = new ArrayList<String>();
        collect(info, names);
        return names.isEmpty()
                ? ""
                : ": " + String.join(", ", names.stream().distinct().toList());
    }

    private static void collect(BsonValue details, List<String> names) {
        if (details instanceof BsonArray array) {
            array.forEach(element -> collect(element, names));
        } else if (details instanceof BsonDocument document) {
            for (var entry : document.entrySet()) {
                switch (entry.getKey()) {
                    case "propertyName" -> names.add(text(entry.getValue()));
                    case "missingProperties" ->
                        entry.getValue().asArray().forEach(name -> names.add(text(name) + " is missing"));
                    case "additionalProperties" -> {
                        if (entry.getValue() instanceof BsonArray unknown) {
                            unknown.forEach(name -> names.add(text(name) + " is unknown"));
                        }
                    }
                    case "specifiedAs", "consideredValue" -> {} // the rule and the value themselves
                    default -> collect(entry.getValue(), names);
                }
            }
        }
    }

    private static String text(BsonValue name) {
        return name.isString() ? name.asString().getValue() : name.toString();
    }
}
