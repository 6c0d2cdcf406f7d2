package dev.seedbank.backend.postgres.seed;

import dev.seedbank.backend.RowWatch;
import dev.seedbank.backend.SeedComparison;
import dev.seedbank.backend.SeedRow;
import dev.seedbank.backend.SeedSource;
import dev.seedbank.backend.SeedStates;
import dev.seedbank.backend.SeedTally;
import dev.seedbank.backend.Seeder.SeedTarget;
import dev.seedbank.backend.postgres.catalog.PostgresSeedLedger;
import dev.seedbank.backend.postgres.connection.PostgresErrors;
import dev.seedbank.backend.postgres.connection.Session;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Compares files in a transaction that is rolled back: staged rows leave their temporary table as soon as their state is known. */
public final class PostgresSeedComparison implements SeedComparison {
    private final SeedTransaction transaction;
    private final Session session;
    private final PostgresSeedLedger ledger;

    public PostgresSeedComparison(SeedTransaction transaction) {
        this.transaction = transaction;
        this.session = transaction.session();
        this.ledger = new PostgresSeedLedger(session);
    }

    @Override
    public SeedStates compare(SeedTarget target, Iterator<SeedRow> rows, SeedSource source) {
        session.run("savepoint compared");
        try {
            var tally = new SeedTally(
                    ledger.file(source.file(), target.collection()),
                    source,
                    () -> ledger.rows(source.file(), target.collection()));
            var hashes = new Hashes();
            var staged = transaction.stage(target, rows, tally.asksForRows() ? hashes : RowWatch.NONE);
            new Comparison(staged, tally, hashes).run();
            return tally.states();
        } finally {
            session.run("rollback to savepoint compared");
        }
    }

    @Override
    public Optional<String> unknown() {
        return ledger.hidesRows()
                ? Optional.of("the URL's role may not read the table seedbank.seed_rows, which records what was seeded")
                : Optional.empty();
    }

    /** Of each row by its number, from 1: key and content. */
    private static final class Hashes implements RowWatch {
        private long[] pairs = new long[256];
        private int size;

        @Override
        public void row(long key, long content) {
            if (size == pairs.length) {
                pairs = Arrays.copyOf(pairs, size * 2);
            }
            pairs[size++] = key;
            pairs[size++] = content;
        }

        long key(long row) {
            return pairs[(int) (2 * (row - 1))];
        }

        long content(long row) {
            return pairs[(int) (2 * (row - 1)) + 1];
        }
    }

    private final class Comparison {
        private final StagedRows rows;
        private final SeedKeys keys;
        private final SeedTally tally;
        private final Hashes hashes;
        private final SeedStatements statements;

        Comparison(SeedTransaction.Staged staged, SeedTally tally, Hashes hashes) {
            this.rows = staged.rows();
            this.keys = staged.keys();
            this.tally = tally;
            this.hashes = hashes;
            this.statements = new SeedStatements(rows, keys);
        }

        void run() {
            transaction.references().resolveFound(rows);
            session.run("analyze " + rows.sql());
            keys.keys().forEach(key -> tally.repeated(change(statements.forgetRepeated(key, Long.MAX_VALUE))));
            keys.keyless()
                    .ifPresent(keyless -> tally.present(new SeedContents(session, rows, keyless).forgetExisting()));
            keys.keys().forEach(this::byKey);
            take("", tally::missing, row -> tally.missingRow(hashes.key(row)));
        }

        /** A row that any key finds is there, as a seed run sees it, too. */
        private void byKey(List<StagedColumn> key) {
            statements.forgetEqual(key).forEach(sql -> tally.present(change(sql + resolved(key))));
            keys.same(key)
                    .forEach(same -> take(
                            " using %s e where %s%s".formatted(rows.table().onlySql(), same, resolved(key)),
                            tally::different,
                            row -> tally.differentRow(hashes.key(row), hashes.content(row))));
        }

        /** A row of which a part of the key refers to nothing is not there. */
        private String resolved(List<StagedColumn> key) {
            return key.stream()
                    .filter(one -> one.parent().isPresent())
                    .map(one -> " and " + one.reference() + " is null")
                    .collect(Collectors.joining());
        }

        /** Takes staged rows away and counts them, one by one if it matters which they are. */
        private void take(String which, LongConsumer count, LongConsumer each) {
            var sql = "delete from " + rows.sql() + " v" + which;
            if (tally.asksForRows()) {
                session.query(sql + " returning v.n", row -> row.getLong(1)).forEach(each::accept);
            } else {
                count.accept(change(sql));
            }
        }

        private long change(String sql) {
            try {
                return session.change(sql);
            } catch (SQLException e) {
                throw PostgresErrors.translate(e, rows.file());
            }
        }
    }

    @Override
    public void close() {
        transaction.close();
    }
}
