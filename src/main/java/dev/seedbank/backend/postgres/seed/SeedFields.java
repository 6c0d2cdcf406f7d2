package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.NameMatching;
import dev.seedbank.backend.RowHash;
import dev.seedbank.backend.SeedRefusal;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedRow.Value;
import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.catalog.UniqueKeys;
import dev.seedbank.backend.postgres.connection.Session;
import dev.seedbank.config.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the fields of a seed file are in its table. */
final class SeedFields {
    private final Session session;
    private final Table table;
    private final UniqueKeys unique;
    private final SeedReferences references;
    private final Map<String, StagedType> types;
    private final List<TableColumn> stored;
    /** Of each key its columns' places among the stored ones. */
    private final List<List<Integer>> places;

    SeedFields(Session session, Table table, UniqueKeys unique, SeedReferences references) {
        this.session = session;
        this.table = table;
        this.unique = unique;
        this.references = references;
        this.types = StagedType.of(session, table);
        this.stored = table.stored();
        var names = stored.stream().map(TableColumn::name).toList();
        this.places = unique.keys().stream()
                .map(key -> key.stream().map(names::indexOf).toList())
                .toList();
    }

    /** As {@link dev.seedbank.backend.RowWatch#row} wants it: by the first key of which the row says every column. */
    long key(SeedRow source, @Nullable Value[] values) {
        for (var key : places) {
            var words = new ArrayList<String>();
            for (int place : key) {
                var value = place < 0 ? null : values[place];
                if (value != null
                        && value.isContent()
                        && (unique.named() || !SeedValues.isNull(value, stored.get(place)))) {
                    words.add(stored.get(place).name());
                    words.add(RowHash.text(value));
                }
            }
            if (words.size() == 2 * key.size()) {
                return RowHash.of(words);
            }
        }
        return RowHash.content(source);
    }

    Table table() {
        return table;
    }

    StagedType type(TableColumn column) {
        return StagedType.in(types, column);
    }

    /** The type to look the parent's rows up by: without a length, for a value that is too long is just not there. */
    String type(SeedParent parent) {
        return StagedType.in(StagedType.of(session, parent.table()), parent.column())
                .loose();
    }

    /** By its name as the file or, failing that, as another program would spell it. */
    TableColumn column(SeedRow source, String field) {
        var names = table.columns().stream().map(TableColumn::name).toList();
        var name = NameMatching.match(field, names)
                .orElseThrow(() -> SeedRefusal.ATOMIC.ofName(
                        source,
                        field,
                        "no such column in %s. %s"
                                .formatted(table.label(), Nearest.advice(field, names, ""))
                                .strip()));
        var column = table.columns().get(names.indexOf(name));
        if (column.generated()) {
            throw SeedRefusal.ATOMIC.ofName(source, field, "the database computes this column; leave it out");
        }
        return column;
    }

    SeedParent parent(SeedRow source, String field, Value.Reference reference) {
        return references.parent(source, field, reference);
    }

    /** @param values of the row by its stored columns; where the user named the key, it must be whole */
    void requireKey(SeedRow source, @Nullable Value[] values) {
        if (!unique.named()) {
            return;
        }
        var key = unique.keys().getFirst();
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && key.contains(stored.get(i).name())) {
                throw SeedRefusal.ATOMIC.withoutKey(source, key);
            }
        }
    }
}
