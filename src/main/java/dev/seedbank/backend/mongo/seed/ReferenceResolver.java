package dev.seedbank.backend.mongo.seed;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value.Reference;
import org.bson.BsonMinKey;
import org.bson.BsonValue;

/** Says which {@code _id} a reference stands for. */
interface ReferenceResolver {
    /** Stands for the {@code _id} of a document that is not there yet: no document has it. */
    BsonValue UNKNOWN = new BsonMinKey();

    /**
     * @param value what the referred document has in the field; null stays null
     * @throws dev.seedbank.failure.OperationFailed if not exactly one document has it
     */
    BsonValue resolve(SeedRow row, String field, Reference reference, BsonValue value);
}
