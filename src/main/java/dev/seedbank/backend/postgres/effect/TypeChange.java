package dev.seedbank.backend.postgres.effect;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a column's change of type leaves its values as they are (PostgreSQL manual, ALTER TABLE, Notes: binary coercible types,
 * and modifiers that only become wider).
 *
 * @param name as the server writes it, without modifiers
 * @param modifiers such as precision and scale; none if there are none
 */
record TypeChange(String name, List<Integer> modifiers) {
    private static final Pattern MODIFIERS = Pattern.compile("\\(([0-9, -]+)\\)");

    /** @param type with its modifiers, as {@code format_type} writes it */
    static TypeChange of(String type) {
        var found = MODIFIERS.matcher(type);
        return found.find()
                ? new TypeChange(
                        found.replaceFirst(""),
                        List.of(found.group(1).split(",", -1)).stream()
                                .map(it -> Integer.parseInt(it.strip()))
                                .toList())
                : new TypeChange(type, List.of());
    }

    boolean keepsValues(TypeChange after) {
        if (!name.equals(after.name)) {
            return after.modifiers.isEmpty()
                    && ((name.equals("character varying") && after.name.equals("text"))
                            || (name.equals("text") && after.name.equals("character varying"))
                            || (name.equals("cidr") && after.name.equals("inet")));
        }
        if (modifiers.equals(after.modifiers)) {
            return true;
        }
        return switch (name) {
            case "character varying", "bit varying" -> isWider(after);
            case "numeric" -> after.modifiers.isEmpty() || (isWider(after) && scale() == after.scale());
            case "timestamp without time zone",
                    "timestamp with time zone",
                    "time without time zone",
                    "time with time zone" -> isWider(after);
            default -> false;
        };
    }

    private boolean isWider(TypeChange after) {
        return after.modifiers.isEmpty()
                || (!modifiers.isEmpty() && modifiers.getFirst() <= after.modifiers.getFirst());
    }

    private int scale() {
        return modifiers.size() > 1 ? modifiers.get(1) : 0;
    }
}
