package dev.seedbank.backend.postgres.restore;

import dev.seedbank.backend.SequenceValue;
import dev.seedbank.backend.postgres.catalog.AffectedTables;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sets sequences inside the transaction. A sequence that only tables outside of the restore use is left alone: its values
 * belong to their rows.
 */
record SequenceRestore(Session session) {
    private static final String USERS = """
            select n.nspname, c.relname, coalesce(u.tables, '{}')
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            left join lateral (
                select array_agg(t.oid::bigint) as tables from (
                    select d.refobjid from pg_depend d
                    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.refclassid = 'pg_class'::regclass
                      and d.deptype in ('a', 'i')
                    union
                    select a.adrelid from pg_depend d join pg_attrdef a on a.oid = d.objid
                    where d.classid = 'pg_attrdef'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = c.oid) as t (oid)
            ) u on true
            where c.relkind = 'S'
            """;

    /** Sequences that no table uses belong to the whole backup. */
    void set(List<SequenceValue> sequences, boolean part, AffectedTables relations) {
        var targets = new HashSet<>(relations.oids());
        var users = users();
        for (var sequence : sequences) {
            var tables = users.get(Map.entry(sequence.namespace(), sequence.name()));
            boolean unused = tables != null && tables.isEmpty() && !part;
            if (unused || (tables != null && tables.stream().anyMatch(targets::contains))) {
                set(sequence);
            }
        }
    }

    /** For a restore that has made all of them. */
    void setAll(List<SequenceValue> sequences) {
        sequences.forEach(this::set);
    }

    /** RESTART gives the sequence a file of its own for this transaction; without it {@code setval} could not be rolled back. */
    private void set(SequenceValue sequence) {
        var name = Identifiers.qualified(sequence.namespace(), sequence.name());
        session.run("alter sequence " + name + " restart");
        session.run("select setval(?::regclass, ?, ?)", name, sequence.value(), sequence.called());
    }

    private Map<Map.Entry<String, String>, Set<Long>> users() {
        var users = new HashMap<Map.Entry<String, String>, Set<Long>>();
        session.query(
                USERS,
                row -> users.put(Map.entry(row.getString(1), row.getString(2)), Set.of((Long[])
                        row.getArray(3).getArray())));
        return users;
    }
}
