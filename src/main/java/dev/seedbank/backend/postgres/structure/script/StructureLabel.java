package dev.seedbank.backend.postgres.structure.script;

import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The comment line that stands above an object's statements in a script and says what they create:
 * {@code -- INDEX public.users_email_idx; in public; of TABLE public.users; needs EXTENSION pg_trgm}. In names a backslash stands
 * before a semicolon and before itself, and line ends are {@code \n} and {@code \r}.
 */
record StructureLabel(
        StructureId id, String schema, @Nullable StructureId owner, Set<StructureId> needs) {
    private static final String START = "-- ";

    static StructureLabel of(StructureObject object) {
        return new StructureLabel(object.id(), object.schema(), object.owner(), object.needs());
    }

    String line() {
        var line = new StringBuilder(START).append(escaped(id.toString()));
        line.append("; in ").append(escaped(schema));
        if (owner != null) {
            line.append("; of ").append(escaped(owner.toString()));
        }
        needs.stream()
                .filter(need -> !need.equals(owner))
                .map(need -> "; needs " + escaped(need.toString()))
                .sorted()
                .forEach(line::append);
        return line.toString();
    }

    /** Empty for a comment that is no label. */
    static Optional<StructureLabel> parse(String line) {
        var fields = fields(line.substring(Math.min(START.length(), line.length())));
        var id = id(fields.getFirst());
        if (id.isEmpty() || fields.size() == 1) {
            return Optional.empty();
        }
        var schema = "";
        StructureId owner = null;
        var needs = new LinkedHashSet<StructureId>();
        for (var field : fields.subList(1, fields.size())) {
            if (field.startsWith(" in ")) {
                schema = field.substring(" in ".length());
            } else if (field.startsWith(" of ")) {
                owner = id(field.substring(" of ".length())).orElse(null);
            } else if (field.startsWith(" needs ")) {
                id(field.substring(" needs ".length())).ifPresent(needs::add);
            }
        }
        if (owner != null) {
            needs.add(owner);
        }
        return Optional.of(new StructureLabel(id.get(), schema, owner, needs));
    }

    StructureObject object(List<String> statements, boolean afterRows) {
        return new StructureObject(id, schema, owner, needs, statements, afterRows);
    }

    private static Optional<StructureId> id(String text) {
        int end = text.indexOf(' ');
        return end < 0
                ? Optional.empty()
                : StructureKind.of(text.substring(0, end)).map(kind -> new StructureId(kind, text.substring(end + 1)));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace(";", "\\;")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static List<String> fields(String line) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ';') {
                fields.add(field.toString());
                field.setLength(0);
            } else if (c == '\\' && i + 1 < line.length()) {
                i++;
                field.append(
                        switch (line.charAt(i)) {
                            case 'n' -> '\n';
                            case 'r' -> '\r';
                            default -> line.charAt(i);
                        });
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
