package dev.seedbank.backend.postgres.structure.model;

import dev.seedbank.backend.postgres.structure.definition.Definition;
import dev.seedbank.backend.postgres.structure.definition.Statements;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One object of a database or of a backup's script, without anything that only holds inside one database.
 *
 * @param schema where it lives, unquoted; empty for what lives in none
 * @param owner what it belongs to and goes with: an index's table, a partition's parent
 * @param needs what must exist before it, as far as scripts create it; the owner among them
 * @param definition what it is made of; of one out of a script, or read to be written to one, only its statements are known
 * @param afterRows whether it is created when the rows are there
 */
public record StructureObject(
        StructureId id,
        String schema,
        @Nullable StructureId owner,
        Set<StructureId> needs,
        Definition definition,
        boolean afterRows) {
    public StructureObject {
        needs = Set.copyOf(needs);
    }

    public StructureObject(
            StructureId id,
            String schema,
            @Nullable StructureId owner,
            Set<StructureId> needs,
            List<String> statements,
            boolean afterRows) {
        this(id, schema, owner, needs, new Statements(statements), afterRows);
    }

    /** That create it, without the closing semicolon; none for what is always there. */
    public List<String> statements() {
        return definition.statements();
    }

    /** Of a partition's index or key: the partitioned table's that it is attached to. */
    public Stream<StructureId> wholeIndexes() {
        return isIndex(id) ? needs.stream().filter(StructureObject::isIndex) : Stream.empty();
    }

    private static boolean isIndex(StructureId id) {
        return id.kind() == StructureKind.INDEX || id.kind() == StructureKind.KEY;
    }

    /** Of a table: whether it is a child of others by plain inheritance; they are among its needs. */
    public boolean inherits() {
        return statements().stream()
                .anyMatch(statement -> statement.contains("\nINHERITS (") || statement.contains(" INHERIT "));
    }

    public StructureObject beforeRows() {
        return afterRows ? new StructureObject(id, schema, owner, needs, definition, false) : this;
    }
}
