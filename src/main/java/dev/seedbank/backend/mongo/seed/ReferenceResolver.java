package dev.seedbank.backend.mongo.seed;

import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value.Reference;
import org.bson.BsonValue;

/** Says which {@code _id} a reference stands for. */
interface ReferenceResolver {
    /**
     * @param value what the referred document has in the field; null stays null
     * @throws dev.seedbank.failure.OperationFailed if not exactly one document has it
     */
    BsonValue resolve(SeedRow row, String field, Reference reference, BsonValue value);
}
