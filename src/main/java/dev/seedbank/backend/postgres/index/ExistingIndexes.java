package dev.seedbank.backend.postgres.index;

import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads indexes from the catalog. The search path must be empty, so that the server writes names with their schemas. */
final class ExistingIndexes {
    /** Those attached to a parent's are the parent's. A role may not see what others' processes build. */
    private static final String INDEXES = """
            select i.indrelid, pg_catalog.format('%I.%I', n.nspname, c.relname), i.indisunique, pg_catalog.pg_get_indexdef(c.oid), c.reloptions,
                coalesce(s.spcname, ''), (select pg_catalog.array_agg(pg_catalog.pg_get_indexdef(c.oid, k, false) order by k) from pg_catalog.generate_series(1, i.indnkeyatts) k),
                coalesce(pg_catalog.pg_get_expr(i.indpred, i.indrelid), ''), i.indisvalid and i.indisready,
                coalesce((select p.pid from pg_catalog.pg_stat_progress_create_index p where not i.indisvalid
                    and (p.index_relid = c.oid or p.index_relid is null and p.datname = pg_catalog.current_database()) limit 1), 0),
                exists (select from pg_catalog.pg_constraint k where k.conindid = c.oid and k.contype in ('p', 'u', 'x')),
                not i.indimmediate, i.indisreplident, exists (select from pg_catalog.pg_constraint k where k.conindid = c.oid and k.contype = 'f'), i.indisclustered, c.relkind = 'I'
            from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                left join pg_catalog.pg_tablespace s on s.oid = c.reltablespace
            where i.indrelid = any (?::oid[]) and (? or not c.relispartition)
            order by i.indisvalid desc, 11, c.relname collate "C"
            """;

    private ExistingIndexes() {}

    /** Of tables by their numbers; of each the valid ones first, by name. */
    static List<Index> of(Session session, List<Long> tables) {
        return tables.isEmpty() ? List.of() : session.query(INDEXES, ExistingIndexes::index, tables, false);
    }

    /** Also those that are attached to a parent's. */
    static List<Index> ofPartition(Session session, long table) {
        return session.query(INDEXES, ExistingIndexes::index, List.of(table), true);
    }

    private static Index index(ResultSet row) throws SQLException {
        var storage = storage(
                row.getArray(5) == null
                        ? new String[0]
                        : (String[]) row.getArray(5).getArray());
        return new Index(
                row.getLong(1),
                row.getString(2),
                row.getBoolean(3),
                withoutStorage(behindUsing(row.getString(4)), storage),
                storage,
                row.getString(6),
                Arrays.asList((String[]) row.getArray(7).getArray()),
                row.getString(8),
                new Index.State(
                        row.getBoolean(9),
                        row.getLong(10),
                        row.getBoolean(11),
                        row.getBoolean(12),
                        row.getBoolean(13),
                        row.getBoolean(14),
                        row.getBoolean(15),
                        row.getBoolean(16)));
    }

    private static SortedMap<String, String> storage(@Nullable String... options) {
        var storage = new TreeMap<String, String>();
        for (var option : options) {
            var text = String.valueOf(option);
            int equals = text.indexOf('=');
            storage.put(text.substring(0, equals), text.substring(equals + 1));
        }
        return storage;
    }

    /** What stands before is names; in them the word stands only within quotes. */
    private static String behindUsing(String definition) {
        boolean quoted = false;
        for (int i = 0; i < definition.length(); i++) {
            quoted ^= definition.charAt(i) == '"';
            if (!quoted && definition.startsWith(" USING ", i)) {
                return definition.substring(i + " USING ".length());
            }
        }
        return definition;
    }

    /** The server's clause is made of the parameters; if it cannot be found by that, it stays where it is. */
    private static String withoutStorage(String definition, SortedMap<String, String> storage) {
        return clause(definition, storage).map(it -> definition.replace(it, "")).orElse(definition);
    }

    private static Optional<String> clause(String definition, SortedMap<String, String> storage) {
        if (storage.isEmpty()) {
            return Optional.empty();
        }
        int from = definition.indexOf(" WITH (" + storageName(definition, storage));
        int to = from < 0 ? -1 : definition.indexOf(')', from);
        return to < 0 ? Optional.empty() : Optional.of(definition.substring(from, to + 1));
    }

    /** Whichever the server names first. */
    private static String storageName(String definition, SortedMap<String, String> storage) {
        return storage.keySet().stream()
                .filter(name -> definition.contains(" WITH (" + name + "="))
                .findFirst()
                .map(name -> name + "=")
                .orElse("\0");
    }

    /** As the server writes a name. */
    static String written(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : Identifiers.quote(name);
    }
}
