package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.postgres.catalog.Table;
import dev.seedbank.backend.postgres.catalog.TableColumn;
import dev.seedbank.backend.postgres.connection.Identifiers;
import dev.seedbank.backend.postgres.connection.Session;
import java.util.Optional;
import java.util.Set;

/** Lets serial and identity columns go on behind the values that seeds wrote into them. */
record SeedSequences(Session session) {
    void catchUp(Table table, Set<TableColumn> written) {
        for (var column : written) {
            session.first(
                            "select pg_get_serial_sequence(?, ?)",
                            row -> Optional.ofNullable(row.getString(1)),
                            table.sql(),
                            column.name())
                    .flatMap(sequence -> sequence)
                    .ifPresent(sequence -> catchUp(table, column, sequence));
        }
    }

    private void catchUp(Table table, TableColumn column, String sequence) {
        boolean up = session.test("select seqincrement > 0 from pg_sequence where seqrelid = ?::regclass", sequence);
        var extreme = (up ? "max(" : "min(") + Identifiers.quote(column.name()) + ")";
        // Values outside of the sequence's range were never its own.
        session.query(
                "select setval(p.seqrelid::regclass, x.last) from (select " + extreme + "::bigint as last from "
                        + table.onlySql() + ") as x, " + sequence + " as s, pg_sequence as p"
                        + " where p.seqrelid = ?::regclass and x.last between p.seqmin and p.seqmax and (x.last "
                        + (up ? ">" : "<") + " s.last_value or x.last = s.last_value and not s.is_called)",
                row -> row.getLong(1),
                sequence);
    }
}
