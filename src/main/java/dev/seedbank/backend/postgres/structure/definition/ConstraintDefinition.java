package dev.seedbank.backend.postgres.structure.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A primary key, unique, exclusion or foreign-key constraint.
 *
 * @param withPartitions whether creating it also creates those of the table's partitions; others are created separately and
 * attached
 * @param text as the server has it, from {@code PRIMARY KEY} or {@code FOREIGN KEY} on
 * @param options of its index, as far as {@code text} has none
 */
public record ConstraintDefinition(
        String table, String name, boolean withPartitions, String text, List<Setting> options) implements Definition {
    private static final String INITIALLY_DEFERRED = " INITIALLY DEFERRED";
    private static final String DEFERRABLE = " DEFERRABLE";

    public ConstraintDefinition {
        options = List.copyOf(options);
    }

    /** What a foreign key points to. */
    public record Reference(String table, List<String> columns) {
        public Reference {
            columns = List.copyOf(columns);
        }
    }

    /** In the key's order; none of an exclusion constraint, which is made of expressions. */
    public List<String> columns() {
        return text.startsWith("EXCLUDE") ? List.of() : new KeyText(text).columns();
    }

    /** Empty for all but foreign keys. */
    public Optional<Reference> references() {
        if (!text.startsWith("FOREIGN KEY")) {
            return Optional.empty();
        }
        var key = new KeyText(text);
        key.columns();
        return Optional.of(new Reference(key.table(), key.columns()));
    }

    /** The same by another name, as SQL. */
    public ConstraintDefinition named(String other) {
        return new ConstraintDefinition(table, other, withPartitions, text, options);
    }

    /** The server's text of a key does not contain its storage options, which belong before its DEFERRABLE. */
    @Override
    public List<String> statements() {
        var sql = new StringBuilder(withPartitions ? "ALTER TABLE " : "ALTER TABLE ONLY ").append(table);
        sql.append(" ADD CONSTRAINT ").append(name).append(' ');
        if (options.isEmpty()) {
            return List.of(sql.append(text).toString());
        }
        int end = beforeDeferral(text);
        sql.append(text, 0, end)
                .append(" WITH (")
                .append(Setting.list(options, "="))
                .append(')');
        return List.of(sql.append(text, end, text.length()).toString());
    }

    @Override
    public List<Part> parts() {
        var validation = Validation.of(text);
        int end = beforeDeferral(validation.text());
        var parts = new ArrayList<Part>();
        if (withPartitions) {
            parts.add(Part.of(Aspect.MODE, "with partitions"));
        }
        parts.add(Part.of(Aspect.DEFINITION, validation.text().substring(0, end)));
        if (end < validation.text().length()) {
            parts.add(Part.of(Aspect.DEFERRAL, validation.text().substring(end + 1)));
        }
        parts.addAll(validation.parts());
        parts.addAll(Setting.parts(Aspect.OPTION, options));
        return parts;
    }

    private static int beforeDeferral(String text) {
        int end = text.endsWith(INITIALLY_DEFERRED) ? text.length() - INITIALLY_DEFERRED.length() : text.length();
        return text.startsWith(DEFERRABLE, end - DEFERRABLE.length()) ? end - DEFERRABLE.length() : end;
    }
}
