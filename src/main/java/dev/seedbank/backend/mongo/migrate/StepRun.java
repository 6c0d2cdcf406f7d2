package dev.seedbank.backend.mongo.migrate;

import com.mongodb.MongoException;
import dev.seedbank.backend.mongo.migrate.Position.Begun;
import dev.seedbank.backend.mongo.script.Filling;
import dev.seedbank.backend.mongo.script.Step;
import dev.seedbank.failure.OperationFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.Document;

/** Runs one step, with the steps in it. Throws the driver's exceptions, or failures that say nothing of the step's place. */
final class StepRun {
    private static final int PAGE = 100;

    private final Target target;
    private final Keeper keeper;
    private final Means means;

    /**
     * What a run has at hand.
     *
     * @param transactions for steps that are to be in one of their own; empty if all of the run is in one
     */
    record Means(Optional<Transactions> transactions, Inserts inserts, ProgramRun programs) {}

    /** Keeps the position within the step. */
    interface Keeper {
        /** Nothing is kept: it is all or nothing. */
        Keeper NONE = (_, _) -> {};

        /** @param where in a transaction, if the position is to be kept with what is done in it */
        void keep(Target where, List<BsonDocument> frames);

        /** A program has started; see {@link ProgramRun#awaitEnd}. */
        default void started(Document process) {}
    }

    StepRun(Target target, Keeper keeper, Means means) {
        this.target = target;
        this.keeper = keeper;
        this.means = means;
    }

    /**
     * Where a step is within the one that the history counts.
     *
     * @param begun of that one
     * @param path frames around this step
     * @param rest frames at which it goes on
     * @param again whether it may have run before
     */
    record Point(Begun begun, List<BsonDocument> path, List<BsonDocument> rest, boolean again) {
        /** @param again whether the step has begun before */
        static Point of(Begun begun, boolean again) {
            return new Point(begun, List.of(), begun.frames(), again);
        }

        Optional<BsonValue> frame(String name) {
            return rest.stream().findFirst().map(it -> it.get(name));
        }

        /** Tells the steps apart that are in the same one. */
        String key() {
            return path.stream().map(BsonDocument::toJson).collect(Collectors.joining());
        }

        List<BsonDocument> at(String name, BsonValue value) {
            var frames = new ArrayList<>(path);
            frames.add(new BsonDocument(name, value));
            return frames;
        }

        /** @param goesOn whether it is the step at which this one goes on */
        Point inside(List<BsonDocument> around, boolean goesOn) {
            boolean within = goesOn && !rest.isEmpty();
            return new Point(begun, around, within ? rest.subList(1, rest.size()) : List.of(), within && again);
        }
    }

    /** @param done called once, when the step is done: in its transaction, if it has one */
    void run(Step step, Point point, Consumer<Target> done) {
        switch (step) {
            case Step.When when -> when(when, point, done);
            case Step.Each each ->
                walk(
                        new Walk(
                                target,
                                each.collection(),
                                each.filter(),
                                each.projection(),
                                PAGE,
                                point.frame("after")),
                        each.once(),
                        point,
                        (where, page) -> page.forEach(it -> forOne(each, it, where, point)),
                        done);
            case Step.Update update
            when update.batch() > 0 ->
                batches(
                        update.collection(),
                        update.filter(),
                        update.batch(),
                        update.once(),
                        point,
                        (where, filter) -> update(update, filter, where),
                        done);
            case Step.Delete delete
            when delete.batch() > 0 ->
                batches(
                        delete.collection(),
                        delete.filter(),
                        delete.batch(),
                        delete.once(),
                        point,
                        (where, filter) -> delete(delete, filter, where),
                        done);
            case Step.Once one
            when one.once() && means.transactions().isPresent() ->
                means.transactions().get().in(it -> {
                    act(one, it, point, point.key());
                    done.accept(it);
                    return one;
                });
            default -> {
                act(step, target, point, point.key());
                done.accept(target);
            }
        }
    }

    private void when(Step.When when, Point point, Consumer<Target> done) {
        int first = point.frame("do").map(it -> it.asInt32().getValue()).orElse(-1);
        if (first < 0) {
            if (!holds(when.condition(), target)) {
                done.accept(target);
                return;
            }
            first = 0;
            keeper.keep(target, point.at("do", new BsonInt32(0)));
        }
        for (int i = first; i < when.steps().size(); i++) {
            int next = i + 1;
            Consumer<Target> then =
                    next == when.steps().size() ? done : it -> keeper.keep(it, point.at("do", new BsonInt32(next)));
            run(when.steps().get(i), point.inside(point.at("do", new BsonInt32(i)), i == first), then);
        }
    }

    private static boolean holds(Step.Condition condition, Target target) {
        return switch (condition) {
            case Step.Condition.Count count -> {
                long beyond = Math.max(count.least(), count.most() == Long.MAX_VALUE ? 0 : count.most() + 1);
                long found = target.count(count.collection(), count.filter(), Math.clamp(beyond, 1, Integer.MAX_VALUE));
                yield found >= count.least() && found <= count.most();
            }
            case Step.Condition.Exists exists -> target.exists(exists.collection()) == exists.wanted();
        };
    }

    private void batches(
            String collection,
            BsonDocument filter,
            int size,
            boolean once,
            Point point,
            BiConsumer<Target, BsonDocument> act,
            Consumer<Target> done) {
        var ids = new BsonDocument("_id", new BsonInt32(1));
        walk(
                new Walk(target, collection, filter, ids, size, point.frame("after")),
                once,
                point,
                (where, page) -> act.accept(where, Walk.both(filter, among(page))),
                done);
    }

    /** Only a view's may have none, and a projection that leaves it out is refused before. */
    private static BsonValue id(BsonDocument document) {
        var id = document.get("_id");
        if (id == null) {
            throw new OperationFailed("a document has no _id", "Go through a collection whose documents have one.");
        }
        return id;
    }

    /** The documents of a page, by their {@code _id}. */
    private static BsonDocument among(List<BsonDocument> page) {
        var ids = new BsonArray();
        page.forEach(it -> ids.add(id(it)));
        return new BsonDocument("_id", new BsonDocument("$in", ids));
    }

    private void walk(
            Walk walk, boolean once, Point point, BiConsumer<Target, List<BsonDocument>> act, Consumer<Target> done) {
        for (var page = walk.next(); !page.isEmpty(); page = walk.next()) {
            var documents = page;
            Consumer<Target> whole = where -> {
                act.accept(where, documents);
                keeper.keep(where, point.at("after", id(documents.getLast())));
            };
            if (once && means.transactions().isPresent()) {
                means.transactions().get().in(where -> {
                    whole.accept(where);
                    return where;
                });
            } else {
                whole.accept(target);
            }
        }
        done.accept(target);
    }

    private void forOne(Step.Each each, BsonDocument document, Target where, Point point) {
        var filling = new Filling(document);
        var key = point.key() + Position.key(id(document));
        for (int i = 0; i < each.steps().size(); i++) {
            act(filling.step(each.steps().get(i)), where, point, key + ' ' + i);
        }
    }

    /**
     * A step that keeps no position.
     *
     * @param key tells it from the others of the same {@link Begun}
     */
    private void act(Step step, Target where, Point point, String key) {
        switch (step) {
            case Step.Insert insert -> means.inserts().insert(insert, where, point, key);
            case Step.Update update -> update(update, update.filter(), where);
            case Step.Delete delete -> delete(delete, delete.filter(), where);
            case Step.Aggregate aggregate ->
                where.run(
                        with(aggregate.options(), "aggregate", aggregate.collection())
                                .append("pipeline", aggregate.pipeline())
                                .append("cursor", new BsonDocument()),
                        false);
            case Step.Command command -> command(command, where, point.again());
            case Step.When when -> {
                if (holds(when.condition(), where)) {
                    for (int i = 0; i < when.steps().size(); i++) {
                        act(when.steps().get(i), where, point, key + ' ' + i);
                    }
                }
            }
            case Step.Exec exec -> means.programs().run(exec, keeper::started);
            case Step.Each _ -> throw new IllegalStateException("it keeps a position");
        }
    }

    private static void update(Step.Update update, BsonDocument filter, Target where) {
        var one = new BsonDocument("q", filter)
                .append("u", update.change())
                .append("multi", BsonBoolean.valueOf(update.many()));
        one.putAll(update.options());
        where.run(
                new BsonDocument("update", new BsonString(update.collection()))
                        .append("updates", new BsonArray(List.of(one))),
                false);
    }

    private static void delete(Step.Delete delete, BsonDocument filter, Target where) {
        var one = new BsonDocument("q", filter).append("limit", new BsonInt32(delete.many() ? 0 : 1));
        one.putAll(delete.options());
        where.run(
                new BsonDocument("delete", new BsonString(delete.collection()))
                        .append("deletes", new BsonArray(List.of(one))),
                false);
    }

    private static BsonDocument with(BsonDocument options, String command, String collection) {
        var whole = new BsonDocument(command, new BsonString(collection));
        whole.putAll(options);
        return whole;
    }

    private static void command(Step.Command command, Target where, boolean again) {
        try {
            where.run(command.command(), command.admin());
        } catch (MongoException e) {
            boolean nothingToDo = command.harmless().contains(e.getCode())
                    || (again && command.doneBefore().contains(e.getCode()));
            if (!nothingToDo) {
                throw e;
            }
        }
    }
}
