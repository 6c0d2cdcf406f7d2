package dev.seedbank.backend.mongo.script;

import dev.seedbank.config.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/** What the steps of an {@link Step.Each} may be, so that it can go on after a kill, and ends. */
final class EachRules {
    private EachRules() {}

    /** @param line of the file */
    record Problem(int line, String what, String advice) {}

    static Optional<Problem> problem(Step.Each each) {
        return each.steps().stream()
                .flatMap(Step::all)
                .flatMap(it -> problem(each, it).stream())
                .findFirst()
                .or(() -> isExcluded(each.projection().get("_id"))
                        ? Optional.of(new Problem(
                                each.place().line(),
                                "'project' leaves out the _id",
                                "Remove _id from it: the position is kept by it."))
                        : Optional.empty());
    }

    private static Optional<Problem> problem(Step.Each each, Step step) {
        int line = step.place().line();
        var name = step.place().name();
        if (!isAllowed(step)) {
            return Optional.of(new Problem(
                    line,
                    "'%s' cannot be done for each document".formatted(name),
                    "Only inserts without a file, updates, deletes and when can."));
        }
        if (step instanceof Step.Once it && it.once()) {
            return Optional.of(
                    new Problem(line, "'once' belongs to the each, not to its steps", "Write each: {…, once: true}."));
        }
        if (adds(step, each.collection())) {
            return Optional.of(new Problem(
                    line,
                    "it inserts into the collection that the each goes through, and might never end",
                    "Insert into another collection, and rename it or copy from it afterwards."));
        }
        if (step instanceof Step.When when && when.steps().size() > 1 && !each.once()) {
            return Optional.of(new Problem(
                    line,
                    "a when of several steps cannot go on after a kill in the middle, if the first step changes its condition",
                    "Write a when for each step, or each: {…, once: true}."));
        }
        return values(step)
                .flatMap(it -> Filling.fields(it).stream())
                .flatMap(field -> unknown(each, field)
                        .map(advice -> new Problem(line, "there is no field ${%s}".formatted(field), advice))
                        .stream())
                .findFirst();
    }

    private static boolean isAllowed(Step step) {
        return switch (step) {
            case Step.Insert insert -> insert.file().isEmpty();
            case Step.Update update -> update.batch() == 0;
            case Step.Delete delete -> delete.batch() == 0;
            case Step.When _ -> true;
            case Step.Aggregate _, Step.Command _, Step.Each _, Step.Exec _ -> false;
        };
    }

    private static boolean adds(Step step, String collection) {
        return switch (step) {
            case Step.Insert insert -> insert.collection().equals(collection);
            case Step.Update update ->
                update.collection().equals(collection)
                        && update.options()
                                .getBoolean("upsert", BsonBoolean.FALSE)
                                .getValue();
            default -> false;
        };
    }

    private static Stream<BsonValue> values(Step step) {
        return switch (step) {
            case Step.Insert it -> it.documents().stream().map(BsonValue.class::cast);
            case Step.Update it -> Stream.of(it.filter(), it.change(), it.options());
            case Step.Delete it -> Stream.of(it.filter(), it.options());
            case Step.When it when it.condition() instanceof Step.Condition.Count count -> Stream.of(count.filter());
            default -> Stream.empty();
        };
    }

    /** What to do about a field that cannot be there; empty if it may be. */
    private static Optional<String> unknown(Step.Each each, String field) {
        if (field.startsWith("${") || List.of(field.split("\\.", -1)).contains("")) {
            return Optional.of("Write ${field} or ${field.inner}; where a dollar and a brace mean themselves, $${.");
        }
        var projected = included(each.projection());
        boolean there = projected.isEmpty()
                || field.equals("_id")
                || field.startsWith("_id.")
                || projected.stream()
                        .anyMatch(it -> field.equals(it) || field.startsWith(it + ".") || it.startsWith(field + "."));
        return there
                ? Optional.empty()
                : Optional.of(Nearest.nearest(field, projected)
                        .map("Did you mean '%s'?"::formatted)
                        .orElse("Add it to 'project'."));
    }

    /** The fields that a projection keeps; none if it says which it leaves out, or there is none. */
    private static List<String> included(BsonDocument projection) {
        return projection.entrySet().stream().anyMatch(it -> !it.getKey().equals("_id") && isExcluded(it.getValue()))
                ? List.of()
                : projection.keySet().stream().filter(it -> !it.equals("_id")).toList();
    }

    private static boolean isExcluded(@Nullable BsonValue value) {
        return (value instanceof BsonBoolean flag && !flag.getValue())
                || (value instanceof BsonNumber number && number.doubleValue() == 0);
    }
}
