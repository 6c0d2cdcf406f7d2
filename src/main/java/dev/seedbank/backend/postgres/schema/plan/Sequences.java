package dev.seedbank.backend.postgres.schema.plan;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.structure.definition.ColumnValue.Identity;
import dev.seedbank.backend.postgres.structure.definition.SequenceDefinition;
import dev.seedbank.backend.postgres.structure.definition.SequenceOptions;
import dev.seedbank.backend.postgres.structure.model.StructureId;
import dev.seedbank.backend.postgres.structure.script.SqlTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sequences, which are never reset: one that takes another's place goes on where the column's values end. */
final class Sequences {
    private static final Pattern NEXT = Pattern.compile("nextval\\('((?:[^']|'')+)'::regclass\\)");

    private Sequences() {}

    static String lastName(String name) {
        return SqlTokens.of(name).getLast();
    }

    static PlannedStep alter(StructureId table, Identity to) {
        return alter(table, to.sequence(), "", to.options());
    }

    private static PlannedStep alter(StructureId id, String name, String type, SequenceOptions options) {
        return PlannedStep.of(id, "ALTER SEQUENCE " + name + type + " " + options.sql())
                .losing(new PlannedStep.Loss.Position(name, options.minimum(), options.maximum()));
    }

    static List<PlannedStep> alter(StructureId id, SequenceDefinition from, SequenceDefinition to) {
        var statements = new ArrayList<PlannedStep>();
        var options = to.options();
        if (!from.type().equals(to.type()) || !from.options().equals(options)) {
            statements.add(alter(id, to.name(), " AS " + to.type(), options));
        }
        if (from.unlogged() != to.unlogged()) {
            statements.add(PlannedStep.of(
                    id, "ALTER SEQUENCE " + to.name() + (to.unlogged() ? " SET UNLOGGED" : " SET LOGGED")));
        }
        return statements;
    }

    /** The sequence of a default such as {@code nextval('public.users_id_seq'::regclass)}. */
    static Optional<String> behind(String expression) {
        var found = NEXT.matcher(expression);
        return found.matches() ? Optional.of(found.group(1).replace("''", "'")) : Optional.empty();
    }

    /** Before a sequence goes: keeps where it is, in the session, for what comes between may end the transaction. */
    static PlannedStep remember(StructureId table, String sequence, String column) {
        return PlannedStep.of(
                table,
                "SELECT pg_catalog.set_config('%s', (SELECT last_value || ',' || is_called FROM %s), false)"
                        .formatted(setting(column), sequence));
    }

    /** Behind {@link #remember}, unless it has counted by itself. */
    static PlannedStep recall(StructureId table, String sequence, String column) {
        var kept = "pg_catalog.split_part(pg_catalog.current_setting('%s'), ',', %%d)".formatted(setting(column));
        return PlannedStep.of(
                table,
                "SELECT pg_catalog.setval(%s, %s::bigint, %s::boolean) FROM %s WHERE NOT is_called"
                        .formatted(Identifiers.literal(sequence), kept.formatted(1), kept.formatted(2), sequence));
    }

    private static String setting(String column) {
        return "seedbank.position_of_" + Integer.toHexString(column.hashCode());
    }

    /** So that a new identity's next value is none that a row has: behind the farthest in the direction in which it counts. */
    static PlannedStep goOn(StructureId table, Identity identity, String tableName, String column) {
        var farthest = identity.options().increment().startsWith("-") ? "min" : "max";
        return PlannedStep.of(
                table,
                "SELECT pg_catalog.setval(%1$s, %2$s(%3$s)) FROM %4$s HAVING %2$s(%3$s) BETWEEN %5$s"
                        .formatted(
                                Identifiers.literal(identity.sequence()),
                                farthest,
                                column,
                                tableName,
                                "(SELECT seqmin FROM pg_catalog.pg_sequence WHERE seqrelid = %1$s::regclass) AND (SELECT seqmax FROM pg_catalog.pg_sequence WHERE seqrelid = %1$s::regclass)"
                                        .formatted(Identifiers.literal(identity.sequence()))));
    }
}
