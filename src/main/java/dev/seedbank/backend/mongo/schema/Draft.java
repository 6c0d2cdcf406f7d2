package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.schema.SchemaPlan;
import dev.seedbank.backend.schema.SchemaPlan.Refusal;
import dev.seedbank.backend.schema.SchemaStep;
import dev.seedbank.backend.schema.SchemaStep.Untold;
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
        step(object, command, "");
    }

    void step(String object, BsonDocument command, String loss) {
        steps.add(new SchemaStep(object, CommandText.of(command), false, loss, Set.of()));
    }

    /** @param loss if somebody has agreed to it; without one nothing may be in it when its turn comes */
    void drop(String object, String name, String loss) {
        var command = CommandText.of(new BsonDocument("drop", new BsonString(name)));
        var untold = loss.isEmpty() ? List.of(new Untold(name, "{}")) : List.<Untold>of();
        steps.add(new SchemaStep(object, command, false, loss, Set.of(), untold));
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
