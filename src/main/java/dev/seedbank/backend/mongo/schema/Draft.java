package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaPlan.Refusal;
import dev.seedbank.backend.schema.SchemaStep;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;

/** A plan that is being made. */
final class Draft {
    private final List<SchemaStep> steps = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    void step(String object, BsonDocument command) {
        step(object, command, Stake.NONE);
    }

    /** @param command whose first value is the collection's name */
    void step(String object, BsonDocument command, Stake stake) {
        var collection = command.getString(command.getFirstKey()).getValue();
        var untold = stake.held().stream().map(it -> it.of(collection)).toList();
        steps.add(new SchemaStep(object, CommandText.of(command), false, stake.loss(), Set.of(), untold));
    }

    void drop(String object, String name, Stake stake) {
        step(object, new BsonDocument("drop", new BsonString(name)), stake);
    }

    void refuse(String object, String reason, String advice) {
        refusals.add(new Refusal(object, reason, advice));
    }

    void note(String what) {
        notes.add(what);
    }

    SchemaPlan plan(String fingerprint) {
        return new SchemaPlan(fingerprint, steps, List.of(), refusals, List.copyOf(notes));
    }
}
