package dev.seedbank.seed.generate;

import dev.seedbank.backend.Collection;
import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.failure.OperationFailed;
import dev.seedbank.json.JsonRejected;
import dev.seedbank.json.JsonText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills in the generated fields of one collection's rows. What a row says itself always wins over what would be made up. */
public final class GeneratedFields {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final SequencedMap<String, Generator> rules;
    private final Map<String, SeedRow.Place> places;
    private final Map<String, Collection> referred;
    private final Sources sources;
    private final Set<String> consumed = new HashSet<>();

    /**
     * @param places where the rules name their fields
     * @param referred the collections of the references among the rules, by the names there
     */
    public GeneratedFields(
            SequencedMap<String, Generator> rules,
            Map<String, SeedRow.Place> places,
            Map<String, Collection> referred,
            Sources sources) {
        this.rules = rules;
        this.places = places;
        this.referred = referred;
        this.sources = sources;
        rules.values().forEach(rule -> source(rule).ifPresent(consumed::add));
        consumed.removeAll(rules.keySet());
    }

    /** Makes each made-up value once, so that a wrong rule shows before anything is written. */
    public void check(String file) {
        rules.forEach((field, rule) -> {
            if (rule instanceof Generator.Fake fake) {
                sources.fakes().value(fake, file, field, 0);
            }
        });
    }

    /** @param number the row's place in its file, from 1 */
    SeedRow apply(SeedRow row, long number) {
        if (rules.isEmpty()) {
            return row;
        }
        var fields = new LinkedHashMap<>(row.fields());
        for (var rule : rules.entrySet()) {
            var value = value(row, number, rule.getKey(), rule.getValue());
            if (value != null) {
                fields.put(rule.getKey(), value);
            }
        }
        consumed.forEach(fields::remove);
        return new SeedRow(row.file(), row.line(), fields, named(row));
    }

    /** A field that the row has itself is named there as well. */
    private Map<String, SeedRow.Place> named(SeedRow row) {
        if (row.named().isEmpty()
                && Collections.disjoint(places.keySet(), row.fields().keySet())) {
            return places; // as for most
        }
        var named = new HashMap<>(places);
        named.keySet().removeAll(row.fields().keySet());
        named.putAll(row.named());
        return named;
    }

    /** Null to leave the field as it is. */
    private @Nullable Value value(SeedRow row, long number, String field, Generator rule) {
        return switch (rule) {
            case Generator.Password password -> password(row, field, password);
            case Generator.Reference reference -> reference(row, field, reference);
            case Generator.Now _ ->
                absent(row, field) ? new Value.Generated(Value.Kind.MOMENT, MOMENT.format(sources.now())) : null;
            case Generator.Uuid _ -> absent(row, field) ? made(sources.uuid().toString()) : null;
            case Generator.Fake fake ->
                absent(row, field) ? made(sources.fakes().value(fake, row.file(), field, number)) : null;
        };
    }

    private @Nullable Value password(SeedRow row, String field, Generator.Password rule) {
        var name = rule.from().orElse(field);
        var given = row.fields().get(name);
        if (isNull(given)) {
            return given;
        }
        var text = given == null ? rule.text().orElse(null) : text(row, name, given);
        if (text == null) {
            return null;
        }
        if (!Passwords.fits(text)) {
            throw problem(
                    row,
                    name,
                    "a password of more than %d bytes, or with a zero character, cannot be hashed by bcrypt"
                            .formatted(Passwords.MAX_BYTES),
                    "Take a shorter one.");
        }
        return Passwords.isHash(text)
                ? new Value.Text(text)
                : new Value.Hashed(sources.passwords().hash(text, rule.cost()));
    }

    private @Nullable Value reference(SeedRow row, String field, Generator.Reference rule) {
        var name = rule.from().orElse(field);
        var given = row.fields().get(name);
        if (isNull(given)) {
            return given;
        }
        var value = given == null ? rule.value().map(Value.Text::new).orElse(null) : given;
        if (value instanceof Value.Json json && json.text().startsWith("[")) {
            throw problem(row, name, "a reference takes one value, not a list", "Give the rows' keys themselves.");
        }
        return value == null
                ? null
                : new Value.Reference(Objects.requireNonNull(referred.get(rule.collection())), rule.field(), value);
    }

    private static String text(SeedRow row, String field, Value value) {
        return switch (value) {
            case Value.Text cell -> cell.text();
            case Value.Json json when json.text().startsWith("\"") -> string(row, field, json);
            case Value.Json _, Value.Reference _, Value.Hashed _, Value.Generated _ ->
                throw problem(row, field, "a password must be a string", "Write it in double quotes.");
        };
    }

    private static String string(SeedRow row, String field, Value.Json json) {
        try {
            return JsonText.unquoted(json.text());
        } catch (JsonRejected e) {
            throw problem(row, field, String.valueOf(e.getMessage()), "Write the character itself.");
        }
    }

    private static Optional<String> source(Generator rule) {
        return switch (rule) {
            case Generator.Password password -> password.from();
            case Generator.Reference reference -> reference.from();
            case Generator.Now _, Generator.Uuid _, Generator.Fake _ -> Optional.empty();
        };
    }

    private static boolean absent(SeedRow row, String field) {
        return !row.fields().containsKey(field);
    }

    private static boolean isNull(@Nullable Value value) {
        return value instanceof Value.Json json && json.isNull();
    }

    private static Value made(String text) {
        return new Value.Generated(Value.Kind.TEXT, text);
    }

    private static OperationFailed problem(SeedRow row, String field, String what, String advice) {
        return SeedRefusal.at(row.file(), row.line(), field, what, advice);
    }
}
