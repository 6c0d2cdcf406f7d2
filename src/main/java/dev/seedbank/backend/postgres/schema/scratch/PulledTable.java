package dev.seedbank.backend.postgres.schema.scratch;

import dev.seedbank.backend.postgres.structure.definition.Check;
import dev.seedbank.backend.postgres.structure.definition.Column;
import dev.seedbank.backend.postgres.structure.definition.ColumnValue;
import dev.seedbank.backend.postgres.structure.definition.ConstraintDefinition;
import dev.seedbank.backend.postgres.structure.definition.Descent;
import dev.seedbank.backend.postgres.structure.definition.SequenceOptions;
import dev.seedbank.backend.postgres.structure.definition.TableDefinition;
import dev.seedbank.backend.postgres.structure.model.StructureKind;
import dev.seedbank.backend.postgres.structure.model.StructureObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A table as a person would write it: with its keys, and with identity columns that say only what is not the rule. */
record PulledTable(TableDefinition table) {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final int LONGEST_NAME = 63;

    private static final Map<String, String> HIGHEST =
            Map.of("smallint", "32767", "integer", "2147483647", "bigint", "9223372036854775807");

    /** One that has no parents and no partitions, whose keys are nobody else's. */
    static Stream<PulledTable> of(StructureObject object) {
        return object.definition() instanceof TableDefinition table
                        && table.descent() instanceof Descent.Root
                        && table.partitionKey() == null
                        && table.server() == null
                        && table.ofType() == null
                ? Stream.of(new PulledTable(table))
                : Stream.empty();
    }

    /** Whether an object is a key that the table's own statement can have. */
    boolean has(StructureObject object) {
        return object.id().kind() == StructureKind.KEY
                && object.definition() instanceof ConstraintDefinition key
                && key.table().equals(table.name())
                && object.statements().size() == 1
                && object.statements().getFirst().startsWith(start(key));
    }

    private static String start(ConstraintDefinition key) {
        return "ALTER TABLE ONLY %s ADD CONSTRAINT %s ".formatted(key.table(), key.name());
    }

    /** @param keys that it {@link #has} */
    List<String> statements(List<StructureObject> keys) {
        var constraints = new ArrayList<Check>();
        for (var object : keys) {
            if (object.definition() instanceof ConstraintDefinition key) {
                var text = object.statements().getFirst().substring(start(key).length());
                constraints.add(new Check(key.name(), text, true, false, false));
            }
        }
        constraints.addAll(table.checks());
        return table.with(table.columns(), constraints, table.descent()).statements().stream()
                .map(this::shortened)
                .toList();
    }

    private String shortened(String statement) {
        var text = statement;
        for (var column : table.columns()) {
            if (column.value() instanceof ColumnValue.Identity identity && isRegular(column, identity)) {
                text = text.replace(identity.clause(), " GENERATED " + identity.how() + " AS IDENTITY");
            }
        }
        return text;
    }

    /** Whether the server would make the same sequence by itself. */
    private boolean isRegular(Column column, ColumnValue.Identity identity) {
        int dot = table.name().indexOf('.');
        var name = table.name().substring(dot + 1);
        var sequence = "%s_%s_seq".formatted(name, column.name());
        return PLAIN.matcher(name).matches()
                && PLAIN.matcher(column.name()).matches()
                && sequence.length() <= LONGEST_NAME
                && identity.sequence().equals(table.name().substring(0, dot + 1) + sequence)
                && identity.options()
                        .equals(new SequenceOptions(
                                "1", "1", "1", HIGHEST.getOrDefault(column.type(), ""), "1", false));
    }
}
