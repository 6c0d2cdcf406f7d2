package dev.seedbank.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON object whose fields must be there and of their type; one that is not is an {@link IllegalArgumentException}. */
public record JsonFields(Map<?, ?> map) {
    public String text(String name) {
        return value(name, String.class);
    }

    /** Empty if there is no such field. */
    public Optional<String> optionalText(String name) {
        return map.containsKey(name) ? Optional.of(text(name)) : Optional.empty();
    }

    public long number(String name) {
        return value(name, Number.class).longValue();
    }

    public boolean truth(String name) {
        return value(name, Boolean.class);
    }

    boolean has(String name) {
        return map.containsKey(name);
    }

    /** Of an array whose elements were made into {@code type} when they were read. */
    <T> List<T> elements(String name, Class<T> type) {
        var elements = new ArrayList<T>();
        for (Object element : value(name, List.class)) {
            elements.add(type.cast(element));
        }
        return elements;
    }

    public List<JsonFields> list(String name) {
        var fields = new ArrayList<JsonFields>();
        for (Object element : value(name, List.class)) {
            fields.add(new JsonFields((Map<?, ?>) element));
        }
        return fields;
    }

    /** Empty if there is no such field. */
    public List<String> texts(String name) {
        var texts = new ArrayList<String>();
        if (map.containsKey(name)) {
            for (Object text : value(name, List.class)) {
                texts.add((String) text);
            }
        }
        return texts;
    }

    public Optional<JsonFields> child(String name) {
        return Optional.ofNullable((Map<?, ?>) map.get(name)).map(JsonFields::new);
    }

    private <T> T value(String name, Class<T> type) {
        if (!type.isInstance(map.get(name))) {
            throw new IllegalArgumentException("no " + name);
        }
        return type.cast(map.get(name));
    }
}
