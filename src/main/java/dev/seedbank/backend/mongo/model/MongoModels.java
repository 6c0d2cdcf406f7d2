package dev.seedbank.backend.mongo.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import dev.seedbank.backend.Collection;
import dev.seedbank.backend.ModelCatalog;
import dev.seedbank.backend.Modeller;
import dev.seedbank.backend.model.Validator;
import dev.seedbank.backend.mongo.catalog.Namespaces;
import dev.seedbank.backend.mongo.connection.MongoErrors;
import dev.seedbank.failure.OperationFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonDocumentWriter;
import org.bson.BsonInt32;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecRegistries;

/** Documents as trees, and validators, in one database or a family of them. */
public final class MongoModels implements ModelCatalog, Modeller {
    private static final TreeCodec TREES = new TreeCodec();
    private static final int AT_ONCE = 500;

    private final Namespaces namespaces;

    public MongoModels(Namespaces namespaces) {
        this.namespaces = namespaces;
    }

    @Override
    public boolean hasValidators() {
        return true;
    }

    @Override
    public List<Entry> entries() {
        return MongoErrors.during(
                "listing the collections of " + namespaces.name(),
                () -> namespaces.entries().stream().map(MongoModels::entry).toList());
    }

    private static Entry entry(Namespaces.Entry found) {
        var options = found.options();
        return new Entry(
                found.collection(),
                switch (found.type()) {
                    case COLLECTION -> Kind.DOCUMENTS;
                    case VIEW -> Kind.VIEW;
                    case TIME_SERIES -> Kind.TIME_SERIES;
                },
                tree(options.getDocument("validator", new BsonDocument())),
                options.getString("validationLevel", new BsonString("strict")).getValue(),
                options.getString("validationAction", new BsonString("error")).getValue());
    }

    @Override
    public void read(Collection collection, Consumer<ObjectNode> each) {
        MongoErrors.during("reading " + collection.label("/"), () -> {
            // The driver makes all of a batch at once, of up to 16 MiB: as bytes, not as trees, and few at a time.
            namespaces
                    .database(collection.namespace())
                    .getCollection(collection.name(), RawBsonDocument.class)
                    .find()
                    .batchSize(AT_ONCE)
                    .forEach(document -> each.accept(TREES.tree(document)));
            return true;
        });
    }

    @Override
    public void find(
            Collection collection, String field, Set<JsonNode> values, List<String> fields, Consumer<ObjectNode> each) {
        var wanted = new BsonArray();
        values.forEach(value -> wanted.add(bson(value)));
        var shown = new BsonDocument(field, new BsonInt32(1));
        fields.forEach(name -> shown.append(name, new BsonInt32(1)));
        MongoErrors.during("reading " + collection.label("/"), () -> {
            documents(collection)
                    .find(new BsonDocument(field, new BsonDocument("$in", wanted)))
                    .projection(shown)
                    .batchSize(AT_ONCE)
                    .forEach(each);
            return true;
        });
    }

    private MongoCollection<ObjectNode> documents(Collection collection) {
        return namespaces
                .database(collection.namespace())
                .getCollection(collection.name(), ObjectNode.class)
                .withCodecRegistry(CodecRegistries.fromRegistries(
                        CodecRegistries.fromCodecs(TREES), MongoClientSettings.getDefaultCodecRegistry()));
    }

    @Override
    public boolean apply(Collection collection, Validator validator) {
        return MongoErrors.during("setting the validator of " + collection.label("/"), () -> {
            try {
                if (namespaces.entry(collection).isEmpty() && create(collection, validator)) {
                    return true;
                }
                run(collection, "collMod", validator);
                return false;
            } catch (BsonMaximumSizeExceededException e) {
                throw new OperationFailed(
                        "The validator of %s is larger than the server takes".formatted(collection.label("/")),
                        "Divide the model, or leave out long lists of values.",
                        e);
            }
        });
    }

    /** @return false if somebody else was faster */
    private boolean create(Collection collection, Validator validator) {
        try {
            run(collection, "create", validator);
            return true;
        } catch (MongoCommandException e) {
            if (e.getErrorCode() == MongoErrors.NAMESPACE_EXISTS) {
                return false;
            }
            throw e;
        }
    }

    private void run(Collection collection, String command, Validator validator) {
        namespaces
                .database(collection.namespace())
                .runCommand(new BsonDocument(command, new BsonString(collection.name()))
                        .append("validator", new BsonDocument("$jsonSchema", bson(validator.schema())))
                        .append(
                                "validationLevel",
                                new BsonString(validator.level().word()))
                        .append(
                                "validationAction",
                                new BsonString(validator.action().word()))
                        .append("writeConcern", namespaces.writeConcern()));
    }

    private static ObjectNode tree(BsonDocument document) {
        return TREES.decode(
                new BsonDocumentReader(document), DecoderContext.builder().build());
    }

    private static BsonValue bson(JsonNode value) {
        var document = new BsonDocument();
        var holder = value.isObject() ? (ObjectNode) value : TreeCodec.holder(value);
        TREES.encode(
                new BsonDocumentWriter(document),
                holder,
                EncoderContext.builder().build());
        return value.isObject() ? document : new ArrayList<>(document.values()).getFirst();
    }
}
