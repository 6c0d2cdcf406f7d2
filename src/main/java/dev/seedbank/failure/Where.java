package dev.seedbank.failure;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The place of a failure, for programs: what its message says in words, as {@code error.where} of {@code --output json}. Each
 * layer adds what it knows while the failure passes: the backend a row, the service its collection and store.
 *
 * <pre>{@code
 * throw Where.at(FILE, "seeds/users.json").and(LINE, 7).of(new OperationFailed(...));
 * }</pre>
 */
public record Where(Map<Key, Serializable> facts) implements Serializable {
    /** Nobody knows. */
    public static final Where UNKNOWN = new Where(Map.of());

    private static final long serialVersionUID = 1L;

    public Where {
        facts = Map.copyOf(facts);
    }

    /** What a place can be told by. Values are strings, except {@code LINE} and {@code ROW}: numbers from 1. */
    public enum Key {
        STORE,
        COLLECTION,
        ROW,
        FILE,
        LINE,
        FIELD,
        SETTING,
        OPTION,
        BACKUP
    }

    public static Where at(Key key, Serializable value) {
        return UNKNOWN.and(key, value);
    }

    /** With one more fact; what is known already stays. */
    public Where and(Key key, Serializable value) {
        return and(new Where(Map.of(key, value)));
    }

    /** With what {@code other} knows besides. */
    public Where and(Where other) {
        var all = new EnumMap<Key, Serializable>(Key.class);
        all.putAll(other.facts);
        all.putAll(facts);
        return new Where(all);
    }

    public Optional<Serializable> get(Key key) {
        return Optional.ofNullable(facts.get(key));
    }

    /** Tells the failure, which keeps what it knew before, and returns it. */
    public <F extends Failure> F of(F failure) {
        failure.happenedAt(this);
        return failure;
    }
}
