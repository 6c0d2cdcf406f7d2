package dev.seedbank.backend.mongo.schema;

import java.util.List;
import java.util.Optional;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;

/**
 * What a collection or view is to be.
 *
 * @param options all of them, as {@code create} takes them; empty if no file says what they are, and only a model is for it
 */
record Wanted(String name, Optional<BsonDocument> options, Optional<Rule> model) {
    private static final BsonString STRICT = new BsonString("strict");
    private static final BsonString ERROR = new BsonString("error");

    /**
     * What a model makes of it.
     *
     * @param file the model's
     * @param notes what the server does not check of it
     */
    record Rule(String file, BsonDocument validator, BsonString level, BsonString action, List<String> notes) {
        Rule {
            notes = List.copyOf(notes);
        }
    }

    Wanted with(Rule rule) {
        return new Wanted(name, options, Optional.of(rule));
    }

    private BsonDocument own() {
        return options.orElseGet(BsonDocument::new);
    }

    boolean isView() {
        return own().containsKey("viewOn");
    }

    boolean isTimeSeries() {
        return own().containsKey("timeseries");
    }

    boolean hasValidator() {
        return !isView() && !isTimeSeries();
    }

    /** In words: {@code view active}. */
    String object() {
        return (isView() ? "view " : "collection ") + name;
    }

    BsonDocument validator() {
        return model.map(Rule::validator).orElseGet(() -> own().getDocument("validator", new BsonDocument()));
    }

    BsonString level() {
        return model.map(Rule::level).orElseGet(() -> own().getString("validationLevel", STRICT));
    }

    BsonString action() {
        return model.map(Rule::action).orElseGet(() -> own().getString("validationAction", ERROR));
    }

    BsonArray pipeline() {
        return own().getArray("pipeline", new BsonArray());
    }

    /** The command that makes it. */
    BsonDocument creation() {
        var command = new BsonDocument("create", new BsonString(name));
        command.putAll(own());
        if (model.isPresent() && hasValidator()) {
            command.append("validator", validator());
            command.append("validationLevel", level());
            command.append("validationAction", action());
        }
        return command;
    }

    /** Of those that no command changes where they are, and of {@code expireAfterSeconds} and the like. */
    BsonDocument declared() {
        return own();
    }
}
