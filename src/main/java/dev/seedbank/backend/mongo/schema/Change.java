package dev.seedbank.backend.mongo.schema;

import dev.seedbank.backend.schema.SchemaStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;

/**
 * Steps of a plan that are run as one: those of one index that follow each other, and those by which a collection is made again.
 *
 * @param commands of the steps
 */
record Change(List<SchemaStep> steps, List<BsonDocument> commands) {
    private static final Set<String> OF_INDEXES =
            Set.of("createIndexes", "dropIndexes", "createSearchIndexes", "updateSearchIndex", "dropSearchIndex");

    Change {
        steps = List.copyOf(steps);
        commands = List.copyOf(commands);
    }

    static List<Change> of(List<SchemaStep> steps) {
        var changes = new ArrayList<Change>();
        for (var step : steps) {
            var next = new Change(List.of(step), List.of(CommandText.read(step.sql())));
            if (!changes.isEmpty() && changes.getLast().goesOnWith(next)) {
                changes.add(changes.removeLast().and(next));
            } else {
                changes.add(next);
            }
        }
        return changes;
    }

    private Change and(Change next) {
        var allSteps = new ArrayList<>(steps);
        allSteps.addAll(next.steps);
        var allCommands = new ArrayList<>(commands);
        allCommands.addAll(next.commands);
        return new Change(allSteps, allCommands);
    }

    private boolean goesOnWith(Change next) {
        if (isOfIndex()) {
            return next.object().equals(object()) && next.object().startsWith("index ");
        }
        boolean emptyDropped = name().equals(Commands.DROP)
                && !steps.getFirst().untold().isEmpty()
                && next.collection().equals(collection());
        return emptyDropped && next.name().equals(commands.size() == 1 ? Commands.CREATE : "createIndexes");
    }

    /** Whether an empty collection is dropped and made anew. */
    boolean isRemaking() {
        return name().equals(Commands.DROP) && commands.size() > 1;
    }

    boolean isOfIndex() {
        var first = commands.getFirst();
        return OF_INDEXES.contains(name()) || (name().equals("collMod") && first.containsKey("index"));
    }

    /** What it is about, in words. */
    String object() {
        return steps.getFirst().object();
    }

    String collection() {
        return commands.getFirst().getString(name()).getValue();
    }

    private String name() {
        return commands.getFirst().getFirstKey();
    }

    List<SchemaStep.Untold> untold() {
        return steps.stream().flatMap(it -> it.untold().stream()).toList();
    }
}
